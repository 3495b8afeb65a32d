package io.tiergate.sample;

/** What users of the application see, whatever its database. */
abstract class EndToEndContract extends EndToEndFixture
        implements EndToEndPages, EndToEndSessions, EndToEndChanges, EndToEndErrors, EndToEndStore {}
