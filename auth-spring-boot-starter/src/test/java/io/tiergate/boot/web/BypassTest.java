package io.tiergate.boot.web;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tiergate.DecisionUnavailableException;
import io.tiergate.security.InvalidRequiresPermissionException;
import io.tiergate.security.PermissionGuards;
import io.tiergate.security.RequiresPermission;
import io.tiergate.security.RequiresPermissionAdvisor;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;

/** Ways by which Spring MVC would come to a handler past what guards it. */
class BypassTest {

    interface Api {

        @GetMapping("/secret")
        String secret();
    }

    static class ApiController extends ProtectedController implements Api {

        ApiController() {
            super("topsecret");
        }

        @Override
        public String secret() {
            return "42";
        }
    }

    @Test
    void aProtectedControllerBehindAnInterfaceLetsNobodyIn() throws NoSuchMethodException {
        ProxyFactory proxies = new ProxyFactory();
        proxies.setTarget(new ApiController());
        proxies.setInterfaces(Api.class);
        HandlerMethod handler = new HandlerMethod(proxies.getProxy(), Api.class.getMethod("secret"));

        assertThatExceptionOfType(DecisionUnavailableException.class)
                .isThrownBy(() -> new ProtectedControllerInterceptor()
                        .preHandle(new MockHttpServletRequest(), new MockHttpServletResponse(), handler))
                .withMessageContaining("ApiController is a ProtectedController behind a proxy of an interface");
    }

    @RestController
    @RequiresPermission("topsecret")
    static class PrivateHandler {

        @GetMapping("/secret")
        private String secret() {
            return "42";
        }
    }

    @RestController
    @RequiresPermission("topsecret")
    static class StaticHandler {

        @GetMapping("/secret")
        static String secret() {
            return "42";
        }
    }

    @Test
    void aPrivateOrStaticHandlerOfAGuardedClassStopsTheStart() {
        RequiresPermissionAdvisor advisor = new RequiresPermissionAdvisor(new PermissionGuards(), () -> {
            throw new IllegalStateException("not asked at start-up");
        });

        assertThatExceptionOfType(InvalidRequiresPermissionException.class)
                .isThrownBy(() -> advisor.getPointcut().getClassFilter().matches(PrivateHandler.class))
                .withMessageContaining("PrivateHandler.secret(), because it is private");
        assertThatExceptionOfType(InvalidRequiresPermissionException.class)
                .isThrownBy(() -> advisor.getPointcut().getClassFilter().matches(StaticHandler.class))
                .withMessageContaining("StaticHandler.secret(), because it is static");
    }
}
