/** The code that the documentation shows. */
package com.example;
