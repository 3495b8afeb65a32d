package io.tiergate.benchmarks.check;

import io.tiergate.benchmarks.Answer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Spring Security's own check of an authority that rides on the Authentication. */
@State(Scope.Benchmark)
public class HasAuthority {

    @Param({"10", "100", "1000", "10000"})
    public int held;

    @Param
    public Answer answer;

    private AuthorityAuthorizationManager<Object> manager;
    private Authentication authentication;

    @Setup
    public void prepare() {
        manager = AuthorityAuthorizationManager.hasAuthority(Example.asked(held, answer));
        authentication = new TestingAuthenticationToken(
                Example.SUBJECT.id(),
                null,
                Example.held(held).stream()
                        .map(name -> (GrantedAuthority) new SimpleGrantedAuthority(name))
                        .toList());
        answer.mustBe(authorize());
    }

    @TearDown
    public void end() {
        answer.mustBe(authorize());
    }

    @Benchmark
    public boolean authorize() {
        return manager.authorize(() -> authentication, this).isGranted();
    }
}
