/**
 * Many nodes for real: host applications in processes of their own on one database, with changes and questions at all of
 * them, and with what goes wrong between nodes.
 */
package io.tiergate.nodes;
