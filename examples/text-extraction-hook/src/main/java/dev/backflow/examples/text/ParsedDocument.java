package dev.backflow.examples.text;

import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;

/** What Tika made of a document, for the last step to choose from; the bytes are gone. */
record ParsedDocument(MediaType type, Metadata metadata, PlainText text) {}
