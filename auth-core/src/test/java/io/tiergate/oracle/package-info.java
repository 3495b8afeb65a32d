/**
 * Tests that read as section 2 of the design: each sentence of it as a test of its own name, and a slow, obviously
 * right evaluator, the oracle, to which the decision point is held in generated worlds.
 */
package io.tiergate.oracle;
