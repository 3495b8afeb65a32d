/** What expressions ask Tiergate by, in annotations, in rules for URLs and in templates. */
@NullMarked
package io.tiergate.boot.expression;

import org.jspecify.annotations.NullMarked;
