package io.tiergate.boot.core;

import io.tiergate.DecisionPoint;
import io.tiergate.Subject;
import io.tiergate.admin.Administration;
import io.tiergate.admin.ResourceTypeCatalogue;
import io.tiergate.boot.catalogue.UsedPermissions;
import io.tiergate.boot.catalogue.UsedResourceTypes;
import io.tiergate.change.ChangeFeed;
import io.tiergate.change.ChangePush;
import io.tiergate.decision.CachedDecisionPoint;
import io.tiergate.resource.ResourceLists;
import io.tiergate.security.Access;
import io.tiergate.security.AccessListener;
import io.tiergate.security.OwnChanges;
import io.tiergate.security.PermissionGuards;
import io.tiergate.security.ResourceResolver;
import io.tiergate.security.SubjectResolver;
import io.tiergate.security.TenantResolver;
import io.tiergate.security.TiergatePermissionEvaluator;
import io.tiergate.store.Store;
import io.tiergate.store.memory.MemoryStore;
import java.time.Clock;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;
import org.springframework.security.access.PermissionEvaluator;
import org.springframework.security.access.expression.method.DefaultMethodSecurityExpressionHandler;
import org.springframework.security.access.expression.method.MethodSecurityExpressionHandler;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.authorization.AuthorizationEventPublisher;
import org.springframework.security.authorization.AuthorizationManagerFactory;
import org.springframework.security.config.core.GrantedAuthorityDefaults;
import org.springframework.security.core.context.SecurityContextHolderStrategy;

/**
 * Auto-configuration of the decision point, the administration service, the access of the current request and the
 * permission evaluator.
 */
@AutoConfiguration(afterName = "io.tiergate.boot.jpa.TiergateJpaStoreAutoConfiguration")
@ConditionalOnBooleanProperty(name = "tiergate.enabled", matchIfMissing = true)
@EnableConfigurationProperties(TiergateProperties.class)
public final class TiergateAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(Store.class)
    @ConditionalOnProperty(name = "tiergate.store", havingValue = "memory")
    MemoryStore tiergateStore() {
        return new MemoryStore();
    }

    @Bean
    @ConditionalOnMissingBean(DecisionPoint.class)
    CachedDecisionPoint tiergateDecisionPoint(
            ObjectProvider<Store> store,
            ObjectProvider<Clock> clock,
            ObjectProvider<ChangePush> push,
            TiergateProperties properties) {
        CachedDecisionPoint.Builder builder = CachedDecisionPoint.over(required(store))
                .clock(clock.getIfUnique(Clock::systemUTC))
                .push(push.getIfUnique());
        TiergateProperties.Feed feed = properties.feed();
        TiergateProperties.Cache cache = properties.cache();
        InvalidSettingException.requireValid(
                "tiergate.feed.interval or tiergate.feed.allowed-staleness",
                () -> builder.feed(new ChangeFeed.Settings(feed.interval(), feed.allowedStaleness())));
        InvalidSettingException.requireValid(
                "tiergate.cache.maximum-subjects", () -> builder.maximumSubjects(cache.maximumSubjects()));
        InvalidSettingException.requireValid(
                "tiergate.cache.maximum-resources", () -> builder.maximumResources(cache.maximumResources()));
        InvalidSettingException.requireValid(
                "tiergate.cache.maximum-tenants", () -> builder.maximumTenants(cache.maximumTenants()));
        return builder.build();
    }

    @Bean
    @ConditionalOnMissingBean
    Administration tiergateAdministration(
            ObjectProvider<Store> store,
            DecisionPoint decisions,
            ObjectProvider<Clock> clock,
            ObjectProvider<Access> access,
            TiergateProperties properties) {
        return Administration.of(
                        required(store), decisions, clock.getIfUnique(Clock::systemUTC), () -> currentActor(access))
                .inTenant(properties.tenant());
    }

    @Bean
    @ConditionalOnMissingBean
    ResourceLists tiergateResourceLists(ObjectProvider<Store> store, DecisionPoint decisions) {
        return ResourceLists.of(required(store), decisions);
    }

    /** Asks the resolvers that the application has, or else the standard ones, which need not be beans for that. */
    @Bean
    @ConditionalOnMissingBean
    Access tiergateAccess(
            DecisionPoint decisions,
            ObjectProvider<SubjectResolver> subjectResolver,
            ObjectProvider<TenantResolver> tenantResolver,
            ObjectProvider<SecurityContextHolderStrategy> strategy,
            ObjectProvider<Store> store,
            ObjectProvider<OwnChanges> ownChanges,
            ListableBeanFactory beans,
            ObjectProvider<AuthorizationEventPublisher> events,
            TiergateProperties properties) {
        SubjectResolver subjects = subjectResolver.getIfAvailable(SubjectResolver::standard);
        TenantResolver tenants = tenantResolver.getIfAvailable(() -> TenantResolver.always(properties.tenant()));
        SecurityContextHolderStrategy own = strategy.getIfAvailable();
        Access access =
                own == null ? new Access(decisions, subjects, tenants) : new Access(decisions, subjects, tenants, own);
        AuthorizationEventPublisher publisher = events.getIfAvailable();
        access = publisher == null ? access : access.publishing(publisher);
        for (String listener : beans.getBeanNamesForType(AccessListener.class)) {
            access = access.telling(new LateListener(() -> beans.getBean(listener, AccessListener.class)));
        }
        return properties.session().rememberRevision()
                ? seeingOwnChanges(access, store.getIfAvailable(), ownChanges)
                : access;
    }

    /** Needless where nobody else changes the store: then this node knows of every change at once. */
    private static Access seeingOwnChanges(
            Access access, @Nullable Store store, ObjectProvider<OwnChanges> ownChanges) {
        OwnChanges remembered = store != null && store.isShared() ? ownChanges.getIfAvailable() : null;
        if (store == null || remembered == null) {
            return access;
        }
        store.changes().onCommit(remembered::committed);
        return access.atLeast(remembered::demand);
    }

    @Bean
    @ConditionalOnMissingBean(PermissionEvaluator.class)
    static TiergatePermissionEvaluator tiergatePermissionEvaluator(
            ObjectProvider<Access> access, ObjectProvider<ResourceResolver> resources) {
        return new TiergatePermissionEvaluator(
                access::getObject, () -> resources.getIfAvailable(ResourceResolver::standard));
    }

    /**
     * Spring Security 7.1 finds no {@link PermissionEvaluator} bean by itself. What it would have found for a handler of
     * its own is applied here in the same way, and with the same setters, whose successors cannot express it.
     */
    @Bean
    @ConditionalOnMissingBean(MethodSecurityExpressionHandler.class)
    @ConditionalOnBean(TiergatePermissionEvaluator.class)
    @SuppressWarnings("deprecation")
    static DefaultMethodSecurityExpressionHandler tiergateMethodSecurityExpressionHandler(
            TiergatePermissionEvaluator evaluator,
            ObjectProvider<GrantedAuthorityDefaults> authorityDefaults,
            ObjectProvider<RoleHierarchy> roleHierarchy,
            ObjectProvider<AuthorizationManagerFactory<MethodInvocation>> authorizationManagerFactory) {
        DefaultMethodSecurityExpressionHandler handler = new DefaultMethodSecurityExpressionHandler();
        handler.setPermissionEvaluator(evaluator);
        authorityDefaults.ifAvailable(defaults -> handler.setDefaultRolePrefix(defaults.getRolePrefix()));
        roleHierarchy.ifAvailable(handler::setRoleHierarchy);
        authorizationManagerFactory.ifAvailable(handler::setAuthorizationManagerFactory);
        return handler;
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static LateBeans tiergateLateBeans(ObjectProvider<PermissionGuards> guards, ObjectProvider<TiergateStart> start) {
        return new LateBeans(guards, start);
    }

    /** What is left to do when all beans are there, and before requests come. */
    @Bean
    TiergateStart tiergateStart(
            Administration administration,
            ApplicationContext context,
            ObjectProvider<UsedPermissions> usedPermissions,
            ObjectProvider<ResourceTypeCatalogue> resourceTypes,
            ObjectProvider<UsedResourceTypes> usedResourceTypes,
            LateBeans lateBeans,
            TiergateProperties properties) {
        TiergateProperties.Catalogue catalogue = properties.catalogue();
        return new TiergateStart(
                new CatalogueSynchronization(
                        administration.inTenant(catalogue.tenant()),
                        administration,
                        context,
                        new UsedNames(usedPermissions),
                        catalogue.undeclared()),
                new ResourceTypeSynchronization(
                        administration.inTenant(catalogue.tenant()), administration, resourceTypes, usedResourceTypes),
                new ExpressionWiringReport(context),
                lateBeans,
                context);
    }

    private static Store required(ObjectProvider<Store> store) {
        return store.getIfAvailable(() -> {
            throw new NoStoreException();
        });
    }

    /** Who is signed in, or null where nobody is: a start-up, a scheduled task, an anonymous request. */
    private static @Nullable Subject currentActor(ObjectProvider<Access> access) {
        Access current = access.getIfAvailable();
        Subject subject = current == null ? Subject.anonymous() : current.subject();
        return subject.isAnonymous() ? null : subject;
    }
}
