/** The administration service: every change, and every rule about changes. */
@NullMarked
package io.tiergate.admin;

import org.jspecify.annotations.NullMarked;
