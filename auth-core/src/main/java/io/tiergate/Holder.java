package io.tiergate;

/** Who can hold a grant: a {@link Subject} or a {@link Group}. */
public sealed interface Holder permits Subject, Group {}
