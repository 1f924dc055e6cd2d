/** What a team implements, what it is given, and what it returns. Needs nothing but the JDK. */
package dev.backflow.hook;
