/** What only a servlet application needs: the protected controller, and the answer where Tiergate cannot know. */
@NullMarked
package io.tiergate.boot.web;

import org.jspecify.annotations.NullMarked;
