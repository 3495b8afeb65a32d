package io.tiergate.admin;

import io.tiergate.Group;

/** A group, built-in ones included. */
public record GroupEntry(Group group, String description) {}
