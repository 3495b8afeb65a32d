package io.tiergate.security;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Method;
import org.aopalliance.intercept.MethodInvocation;

/** A call that goes nowhere. */
record Invocation(Method method, Object[] arguments) implements MethodInvocation {

    @Override
    public Method getMethod() {
        return method;
    }

    @Override
    public Object[] getArguments() {
        return arguments;
    }

    @Override
    public Object proceed() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Object getThis() {
        throw new UnsupportedOperationException();
    }

    @Override
    public AccessibleObject getStaticPart() {
        return method;
    }
}
