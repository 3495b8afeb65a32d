/**
 * What the tests of an application use: who is current and what they hold, Tiergate in memory, and assertions on decisions.
 */
@NullMarked
package io.tiergate.test;

import org.jspecify.annotations.NullMarked;
