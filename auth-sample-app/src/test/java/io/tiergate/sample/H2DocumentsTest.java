package io.tiergate.sample;

/** On the database that the application brings along. */
class H2DocumentsTest extends DocumentsContract {}
