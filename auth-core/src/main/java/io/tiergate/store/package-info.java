/**
 * The port to the store: rows in, rows out. It knows no rules about changes, which are the administration service's, and
 * none about decisions. Not for use by applications.
 */
@NullMarked
package io.tiergate.store;

import org.jspecify.annotations.NullMarked;
