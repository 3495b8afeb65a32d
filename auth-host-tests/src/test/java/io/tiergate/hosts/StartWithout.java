package io.tiergate.hosts;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;

/** Starts a host with a class path from which jars are missing: really, and not only for those who ask the right loader. */
public final class StartWithout {

    private StartWithout() {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Host {}

    /** @return whether the host has started */
    static boolean jars(List<String> beginnings, String... properties)
            throws IOException, ReflectiveOperationException {
        URL[] urls = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(File::new)
                .filter(file -> beginnings.stream().noneMatch(file.getName()::startsWith))
                .map(StartWithout::url)
                .toArray(URL[]::new);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(loader);
            return (boolean) loader.loadClass(StartWithout.class.getName())
                    .getMethod("start", String[].class)
                    .invoke(null, (Object) properties);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Called by the class of the same name that another loader has loaded. */
    public static boolean start(String... properties) {
        try {
            new SpringApplicationBuilder(Host.class)
                    .web(WebApplicationType.NONE)
                    .properties("spring.liquibase.enabled=false", "spring.main.banner-mode=off")
                    .run(Stream.of(properties).map(property -> "--" + property).toArray(String[]::new))
                    .close();
            return true;
        } catch (RuntimeException reported) {
            return false;
        }
    }

    private static URL url(File file) {
        try {
            return file.toURI().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
