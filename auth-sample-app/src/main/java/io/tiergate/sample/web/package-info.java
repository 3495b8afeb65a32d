/** The pages. */
@NullMarked
package io.tiergate.sample.web;

import org.jspecify.annotations.NullMarked;
