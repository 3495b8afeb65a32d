package io.tiergate.benchmarks.check;

import org.casbin.jcasbin.model.Model;

/** The model that jCasbin's documentation has for roles. */
public final class RolePolicies {

    public static final String USE = "use";

    private static final String TEXT = """
            [request_definition]
            r = sub, obj, act
            [policy_definition]
            p = sub, obj, act
            [role_definition]
            g = _, _
            [policy_effect]
            e = some(where (p.eft == allow))
            [matchers]
            m = g(r.sub, p.sub) && r.obj == p.obj && r.act == p.act
            """;

    private RolePolicies() {}

    public static Model model() {
        Model model = new Model();
        model.loadModelFromText(TEXT);
        return model;
    }
}
