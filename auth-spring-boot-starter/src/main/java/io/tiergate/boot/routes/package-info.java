/** Which routes the application has, what guards each, and who is told of those that nothing guards. */
@NullMarked
package io.tiergate.boot.routes;

import org.jspecify.annotations.NullMarked;
