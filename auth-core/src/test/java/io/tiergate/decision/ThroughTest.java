package io.tiergate.decision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThroughTest {

    @Test
    void isEqualWhateverTheOrderAndHoweverOften() {
        Through.Collected one = new Through.Collected();
        Through.Collected other = new Through.Collected();
        for (long key : new long[] {5, 3, 9, 3, 5, 5, 1}) {
            one.group(key);
            one.bundle(key, false);
            one.bundle(key, true);
        }
        for (long key : new long[] {1, 9, 9, 5, 3}) {
            other.group(key);
            other.bundle(key, false);
            other.bundle(key, true);
        }
        for (String wildcard : new String[] {"b:*", "a:*", "b:*"}) {
            one.wildcard(wildcard, false);
            one.wildcard(wildcard, true);
        }
        for (String wildcard : new String[] {"a:*", "b:*"}) {
            other.wildcard(wildcard, false);
            other.wildcard(wildcard, true);
        }

        assertThat(one.all()).isEqualTo(other.all()).hasSameHashCodeAs(other.all());
        assertThat(one.all().groups()).containsExactly(1, 3, 5, 9);
        assertThat(one.all().bundles(false)).containsExactly(1, 3, 5, 9);
        assertThat(one.all().bundles(true)).containsExactly(1, 3, 5, 9);
        assertThat(one.all().wildcards(false)).containsExactly("a:*", "b:*");
        assertThat(one.all().wildcards(true)).containsExactly("a:*", "b:*");
    }

    @Test
    void whatIsAllowedByAndWhatIsDeniedByIsNotTheSame() {
        Through.Collected allowed = new Through.Collected();
        allowed.bundle(1, false);
        allowed.wildcard("a:*", false);
        Through.Collected denied = new Through.Collected();
        denied.bundle(1, true);
        denied.wildcard("a:*", true);
        Through.Collected wildcardOnly = new Through.Collected();
        wildcardOnly.wildcard("a:*", false);

        assertThat(allowed.all()).isNotEqualTo(denied.all()).isNotEqualTo(wildcardOnly.all());
        assertThat(new Through.Collected().all()).isEqualTo(new Through.Collected().all());
    }
}
