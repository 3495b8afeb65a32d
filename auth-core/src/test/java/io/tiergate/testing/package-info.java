/**
 * What the tests of all modules share: real databases, without anything installed.
 */
@NullMarked
package io.tiergate.testing;

import org.jspecify.annotations.NullMarked;
