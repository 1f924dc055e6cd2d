/** A hook that extracts the text of PDF, office, mail and XML documents with Apache Tika. */
package dev.backflow.examples.text;
