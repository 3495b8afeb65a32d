package io.tiergate.boot.routes;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.MappingMatch;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedCaseInsensitiveMap;

/**
 * A request that nobody has sent, to ask rules about. It has what every request has, and of the rest nothing; what makes no
 * sense without a connection is refused.
 */
final class ProbeRequest extends HttpServletRequestWrapper implements UnsentRequest {

    private static final HttpServletRequest NOTHING = (HttpServletRequest) Proxy.newProxyInstance(
            ProbeRequest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) -> {
                throw new UnsupportedOperationException(method.getName() + " of a request that nobody has sent");
            });

    /** Kept for documentation, so that no rule for addresses means it. */
    private static final String ADDRESS = "192.0.2.1";

    private final String method;
    private final Servlet servlet;
    private final String path;
    private final Map<String, String> headers = new LinkedCaseInsensitiveMap<>();
    private final Map<String, String> parameters;
    private final Map<String, Object> attributes = new HashMap<>();

    /**
     * Where a servlet is.
     *
     * @param prefix empty, or begins with a slash
     */
    record Servlet(ServletContext context, String prefix) {}

    ProbeRequest(String method, Servlet servlet, String path, Handler handler) {
        super(NOTHING);
        this.method = method;
        this.servlet = servlet;
        this.path = path;
        this.headers.putAll(handler.headers());
        this.parameters = handler.parameters();
    }

    @Override
    public String getMethod() {
        return method;
    }

    @Override
    public String getContextPath() {
        return servlet.context().getContextPath();
    }

    /** The default servlet has no path of its own, so that all of the URL is the servlet's. */
    @Override
    public String getServletPath() {
        return servlet.prefix().isEmpty() ? path : servlet.prefix();
    }

    @Override
    public @Nullable String getPathInfo() {
        return servlet.prefix().isEmpty() ? null : path;
    }

    @Override
    public String getRequestURI() {
        return getContextPath() + servlet.prefix() + path;
    }

    @Override
    public StringBuffer getRequestURL() {
        return new StringBuffer("https://localhost").append(getRequestURI());
    }

    @Override
    public HttpServletMapping getHttpServletMapping() {
        return new HttpServletMapping() {

            @Override
            public String getMatchValue() {
                return "";
            }

            @Override
            public String getPattern() {
                return servlet.prefix().isEmpty() ? "/" : servlet.prefix() + "/*";
            }

            @Override
            public String getServletName() {
                return "dispatcherServlet";
            }

            @Override
            public MappingMatch getMappingMatch() {
                return servlet.prefix().isEmpty() ? MappingMatch.DEFAULT : MappingMatch.PATH;
            }
        };
    }

    @Override
    public ServletContext getServletContext() {
        return servlet.context();
    }

    @Override
    public DispatcherType getDispatcherType() {
        return DispatcherType.REQUEST;
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return attributes.get(name);
    }

    @Override
    public Enumeration<String> getAttributeNames() {
        return Collections.enumeration(attributes.keySet());
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        if (value == null) {
            attributes.remove(name);
        } else {
            attributes.put(name, value);
        }
    }

    @Override
    public void removeAttribute(String name) {
        attributes.remove(name);
    }

    @Override
    public @Nullable String getHeader(String name) {
        return headers.get(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        String value = headers.get(name);
        return value == null ? Collections.emptyEnumeration() : Collections.enumeration(Collections.singleton(value));
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(headers.keySet());
    }

    @Override
    public int getIntHeader(String name) {
        return -1;
    }

    @Override
    public long getDateHeader(String name) {
        return -1;
    }

    @Override
    public @Nullable String getContentType() {
        return getHeader("Content-Type");
    }

    @Override
    public @Nullable String getCharacterEncoding() {
        return "UTF-8";
    }

    @Override
    public @Nullable String getParameter(String name) {
        return parameters.get(name);
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        String value = parameters.get(name);
        return value == null ? null : new String[] {value};
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(parameters.keySet());
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        Map<String, String[]> map = new LinkedHashMap<>();
        parameters.forEach((name, value) -> map.put(name, new String[] {value}));
        return map;
    }

    @Override
    public @Nullable String getQueryString() {
        return null;
    }

    @Override
    public Cookie @Nullable [] getCookies() {
        return null;
    }

    @Override
    public @Nullable String getAuthType() {
        return null;
    }

    @Override
    public @Nullable String getRemoteUser() {
        return null;
    }

    @Override
    public String getRemoteAddr() {
        return ADDRESS;
    }

    @Override
    public String getRemoteHost() {
        return ADDRESS;
    }

    @Override
    public String getProtocol() {
        return "HTTP/1.1";
    }

    @Override
    public String getScheme() {
        return "https";
    }

    @Override
    public boolean isSecure() {
        return true;
    }

    @Override
    public String getServerName() {
        return "localhost";
    }

    @Override
    public int getServerPort() {
        return 443;
    }

    @Override
    public int getLocalPort() {
        return 443;
    }

    @Override
    public Locale getLocale() {
        return Locale.ROOT;
    }

    @Override
    public @Nullable String getRequestedSessionId() {
        return null;
    }

    @Override
    public boolean isAsyncStarted() {
        return false;
    }

    @Override
    public boolean isAsyncSupported() {
        return false;
    }

    @Override
    public jakarta.servlet.http.@Nullable HttpSession getSession(boolean create) {
        if (create) {
            throw new UnsupportedOperationException("A session for a request that nobody has sent");
        }
        return null;
    }
}
