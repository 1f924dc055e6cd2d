/** A hook that counts the words of text documents, as small as a useful hook can be. */
package dev.backflow.examples.words;
