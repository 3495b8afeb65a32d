package io.tiergate.boot.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.boot.core.TiergateAutoConfiguration;
import io.tiergate.security.RequiresPermission;
import java.util.concurrent.atomic.AtomicInteger;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Role;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.core.PriorityOrdered;

/** Beans that are guarded and that no proxy guards stop the start. */
class GuardCheckTest {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    TiergateAutoConfiguration.class,
                    TiergateMethodSecurityAutoConfiguration.class,
                    TiergateGuardCheckAutoConfiguration.class))
            .withPropertyValues("tiergate.store=memory");

    interface Work {

        @RequiresPermission("p1")
        void work();
    }

    static class Worker implements Work {

        @Override
        public void work() {}
    }

    static class Guarded {

        @RequiresPermission("p1")
        public void work() {}
    }

    @Configuration(proxyBeanMethods = false)
    static class MadeByAFactoryPostProcessor {

        @Bean
        static BeanFactoryPostProcessor eager() {
            return factory -> factory.getBean("early");
        }

        @Bean
        Guarded early() {
            return new Guarded();
        }
    }

    @Test
    void oneThatIsMadeBeforeThereAreProxies() {
        runner.withUserConfiguration(MadeByAFactoryPostProcessor.class).run(context -> {
            assertThat(context).hasFailed();
            FailureAnalysis analysis = new UnproxiedBeansFailureAnalyzer().analyze(context.getStartupFailure());
            assertThat(analysis).isNotNull();
            assertThat(analysis.getDescription())
                    .isEqualTo(
                            "@RequiresPermission is not enforced on these beans, because no proxy of Tiergate is around"
                                    + " them:\n  'early' (" + Guarded.class.getName() + ")");
            assertThat(analysis.getAction()).contains("Give that an ObjectProvider of the bean");
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class NeededByAPostProcessor {

        @Bean
        static Early early(Guarded needed) {
            return new Early();
        }

        @Bean
        static Guarded needed() {
            return new Guarded();
        }
    }

    static class Early implements BeanPostProcessor, PriorityOrdered {

        @Override
        public int getOrder() {
            return HIGHEST_PRECEDENCE;
        }
    }

    @Test
    void oneThatAPostProcessorNeeds() {
        runner.withUserConfiguration(NeededByAPostProcessor.class)
                .run(context ->
                        assertThat(context).getFailure().hasMessageContaining("'needed' (" + Guarded.class.getName()));
    }

    @Test
    void oneThatIsRegisteredByHand() {
        runner.withInitializer(context -> context.getBeanFactory().registerSingleton("manual", new Guarded()))
                .run(context ->
                        assertThat(context).getFailure().hasMessageContaining("'manual' (" + Guarded.class.getName()));
    }

    @Configuration(proxyBeanMethods = false)
    static class BehindAProxyOfTheApplication {

        @Bean
        Object wrapped() {
            ProxyFactory factory = new ProxyFactory(new Guarded());
            factory.setProxyTargetClass(true);
            factory.setFrozen(true);
            return factory.getProxy();
        }
    }

    @Test
    void aFrozenProxyOfTheApplicationGetsOneAroundIt() {
        runner.withUserConfiguration(BehindAProxyOfTheApplication.class)
                .run(context -> assertThat(context).hasNotFailed());
    }

    interface Plain {

        void work();
    }

    static class BehindAnInterface implements Plain {

        @Override
        @RequiresPermission("p1")
        public void work() {}
    }

    @Configuration(proxyBeanMethods = false)
    static class BehindAnInterfaceOfTheApplication {

        @Bean
        Plain hidden() {
            ProxyFactory factory = new ProxyFactory(Plain.class, (MethodInterceptor) call -> call.proceed());
            factory.setTarget(new BehindAnInterface());
            return (Plain) factory.getProxy();
        }
    }

    @Test
    void oneBehindAProxyOfAnInterfaceThatHidesWhatGuardsTheClass() {
        runner.withUserConfiguration(BehindAnInterfaceOfTheApplication.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasMessageContaining("'hidden' (" + BehindAnInterface.class.getName()));
    }

    @Configuration(proxyBeanMethods = false)
    static class Well {

        static final AtomicInteger MADE = new AtomicInteger();

        @Bean
        Guarded byClass() {
            return new Guarded();
        }

        @Bean
        Work byInterface() {
            return new Worker();
        }

        @Bean
        @Lazy
        Guarded lazy() {
            MADE.incrementAndGet();
            return new Guarded();
        }

        @Bean
        @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
        Guarded prototype() {
            MADE.incrementAndGet();
            return new Guarded();
        }

        @Bean
        @Scope(value = "own", proxyMode = ScopedProxyMode.TARGET_CLASS)
        Guarded scoped() {
            MADE.incrementAndGet();
            return new Guarded();
        }

        @Bean
        @Lazy
        FactoryBean<Guarded> factory() {
            return new FactoryBean<>() {

                @Override
                public Guarded getObject() {
                    MADE.incrementAndGet();
                    return new Guarded();
                }

                @Override
                public Class<?> getObjectType() {
                    return Guarded.class;
                }
            };
        }

        /** Makes proxies of its own, around which ours come or which ours come into. */
        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static BeanNameAutoProxyCreator twice() {
            BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
            creator.setBeanNames("byClass", "byInterface");
            creator.setInterceptorNames("nothing");
            return creator;
        }

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static MethodInterceptor nothing() {
            return call -> call.proceed();
        }
    }

    @Test
    void whatIsGuardedIsLetBeAndNothingIsMadeToFindOut() {
        Well.MADE.set(0);
        runner.withInitializer(context -> context.getBeanFactory()
                        .registerScope("own", new org.springframework.context.support.SimpleThreadScope()))
                .withUserConfiguration(Well.class)
                .withPropertyValues("tiergate.catalogue.undeclared=warn")
                .run(context -> assertThat(context).hasNotFailed());

        assertThat(Well.MADE).hasValue(0);
    }

    @Test
    void isOnAlsoWhileTiergateIsOff() {
        runner.withPropertyValues("tiergate.enabled=false")
                .withUserConfiguration(MadeByAFactoryPostProcessor.class)
                .run(context -> assertThat(context).getFailure().isInstanceOf(UnproxiedBeansException.class));
    }
}
