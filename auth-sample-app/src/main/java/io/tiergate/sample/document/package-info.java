/** Documents in folders. Each is a resource: who may read, change, delete and share it is Tiergate's. */
@NullMarked
package io.tiergate.sample.document;

import org.jspecify.annotations.NullMarked;
