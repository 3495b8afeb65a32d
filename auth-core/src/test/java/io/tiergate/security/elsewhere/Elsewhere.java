package io.tiergate.security.elsewhere;

/** A base class in another package, with a method that only its own package sees. */
public class Elsewhere {

    String work() {
        return "done";
    }

    public static String call(Elsewhere bean) {
        return bean.work();
    }
}
