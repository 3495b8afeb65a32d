/** The users of this application, in a table of its own. What they may do is not kept here: it is Tiergate's. */
@NullMarked
package io.tiergate.sample.account;

import org.jspecify.annotations.NullMarked;
