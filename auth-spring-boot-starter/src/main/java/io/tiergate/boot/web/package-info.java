/**
 * What only a servlet application needs: the protected controller, rules for URLs and functional endpoints, and the answers
 * to those whom Tiergate does not let in.
 */
@NullMarked
package io.tiergate.boot.web;

import org.jspecify.annotations.NullMarked;
