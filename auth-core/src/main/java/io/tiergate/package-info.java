/**
 * The vocabulary: who acts, what is granted to whom, what is asked and what was decided. Depends on nothing else of
 * Tiergate, and on no framework.
 */
@NullMarked
package io.tiergate;

import org.jspecify.annotations.NullMarked;
