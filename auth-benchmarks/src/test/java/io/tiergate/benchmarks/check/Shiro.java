package io.tiergate.benchmarks.check;

import io.tiergate.benchmarks.Answer;
import java.util.stream.Collectors;
import org.apache.shiro.authc.AuthenticationInfo;
import org.apache.shiro.authc.AuthenticationToken;
import org.apache.shiro.authz.AuthorizationInfo;
import org.apache.shiro.authz.Permission;
import org.apache.shiro.authz.SimpleAuthorizationInfo;
import org.apache.shiro.authz.permission.WildcardPermission;
import org.apache.shiro.realm.AuthorizingRealm;
import org.apache.shiro.subject.ImmutablePrincipalCollection;
import org.apache.shiro.subject.PrincipalCollection;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Apache Shiro, with what the subject holds at hand: as texts, which it parses in each check, and as parsed permissions. */
@State(Scope.Benchmark)
public class Shiro {

    @Param({"10", "1000", "10000"})
    public int held;

    @Param
    public Answer answer;

    private AuthorizingRealm texts;
    private AuthorizingRealm objects;
    private PrincipalCollection principals;
    private String asked;
    private Permission askedObject;

    @Setup
    public void prepare() {
        SimpleAuthorizationInfo asTexts = new SimpleAuthorizationInfo();
        asTexts.setStringPermissions(
                Example.held(held).stream().map(Shiro::spelled).collect(Collectors.toSet()));
        texts = new Realm(asTexts);
        SimpleAuthorizationInfo asObjects = new SimpleAuthorizationInfo();
        asObjects.setObjectPermissions(Example.held(held).stream()
                .map(name -> new WildcardPermission(spelled(name), true))
                .collect(Collectors.toSet()));
        objects = new Realm(asObjects);
        principals = ImmutablePrincipalCollection.ofSinglePrincipal(Example.SUBJECT.id(), "realm");
        asked = spelled(Example.asked(held, answer));
        askedObject = new WildcardPermission(asked, true);
        answer.mustBe(strings(), parsed());
    }

    @TearDown
    public void end() {
        answer.mustBe(strings(), parsed());
    }

    @Benchmark
    public boolean strings() {
        return texts.isPermitted(principals, asked);
    }

    @Benchmark
    public boolean parsed() {
        return objects.isPermitted(principals, askedObject);
    }

    private static String spelled(String permission) {
        return permission.replace('.', ':');
    }

    private static final class Realm extends AuthorizingRealm {

        private final AuthorizationInfo info;

        private Realm(AuthorizationInfo info) {
            this.info = info;
        }

        @Override
        protected AuthorizationInfo doGetAuthorizationInfo(PrincipalCollection principals) {
            return info;
        }

        @Override
        protected AuthenticationInfo doGetAuthenticationInfo(AuthenticationToken token) {
            throw new UnsupportedOperationException();
        }
    }
}
