package io.tiergate.benchmarks.startup.host;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.metrics.buffering.BufferingApplicationStartup;
import org.springframework.boot.context.metrics.buffering.StartupTimeline;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What one start cost. A host prints it, line by line, and the process that measures reads it back.
 *
 * @param ready from the start of the virtual machine to the event that says "ready"
 * @param taken what Spring Boot itself says it took
 * @param processor the time of all processors that went into it, which a busy machine changes least
 * @param beans how many bean definitions there are
 * @param steps the time of each step that was written down, without that of the steps inside it
 */
public record Start(Duration ready, Duration taken, Duration processor, int beans, Map<String, Duration> steps) {

    /** The argument that has the steps written down. That slows all of them a little. */
    public static final String STEPS = "--steps";

    private static final String MARK = "start-up cost";
    private static final String SEPARATOR = "\t";
    private static final int STEPS_AT_MOST = 100_000;

    /** Starts the application, and ends it when it is ready. */
    static Start of(Class<?> application, String... arguments) {
        SpringApplication host = new SpringApplication(application);
        host.setDefaultProperties(Map.of("server.port", "0"));
        BufferingApplicationStartup steps = new BufferingApplicationStartup(STEPS_AT_MOST);
        if (Arrays.asList(arguments).contains(STEPS)) {
            host.setApplicationStartup(steps);
        }
        Ready ready = new Ready();
        host.addListeners(ready);
        try (ConfigurableApplicationContext context = host.run(arguments)) {
            return new Start(
                    ready.sinceStart,
                    ready.taken,
                    ready.processor,
                    context.getBeanDefinitionCount(),
                    ownTimes(steps.getBufferedTimeline()));
        }
    }

    /** What {@link #print()} printed, among all that the process printed. */
    public static Start parse(List<String> output) {
        Duration ready = Duration.ZERO;
        Duration taken = Duration.ZERO;
        Duration processor = Duration.ZERO;
        int beans = 0;
        Map<String, Duration> steps = new LinkedHashMap<>();
        for (String line : output) {
            String[] parts = line.split(SEPARATOR, -1);
            if (parts.length == 3 && parts[0].equals(MARK)) {
                steps.put(parts[1], Duration.parse(parts[2]));
            } else if (parts.length == 5 && parts[0].equals(MARK)) {
                ready = Duration.parse(parts[1]);
                taken = Duration.parse(parts[2]);
                processor = Duration.parse(parts[3]);
                beans = Integer.parseInt(parts[4]);
            }
        }
        if (beans == 0) {
            throw new IllegalStateException("The application did not start. It printed:\n" + String.join("\n", output));
        }
        return new Start(ready, taken, processor, beans, steps);
    }

    void print() {
        System.out.println(String.join(
                SEPARATOR, MARK, ready.toString(), taken.toString(), processor.toString(), String.valueOf(beans)));
        steps.forEach((step, time) -> System.out.println(String.join(SEPARATOR, MARK, step, time.toString())));
    }

    private static Map<String, Duration> ownTimes(StartupTimeline timeline) {
        Map<Long, Duration> inside = new LinkedHashMap<>();
        for (StartupTimeline.TimelineEvent event : timeline.getEvents()) {
            Long parent = event.getStartupStep().getParentId();
            if (parent != null) {
                inside.merge(parent, event.getDuration(), Duration::plus);
            }
        }
        Map<String, Duration> own = new LinkedHashMap<>();
        for (StartupTimeline.TimelineEvent event : timeline.getEvents()) {
            StringBuilder name = new StringBuilder(event.getStartupStep().getName());
            event.getStartupStep().getTags().forEach(tag -> {
                if (tag.getKey().equals("beanName") || tag.getKey().equals("postProcessor")) {
                    // Some have no better name than that of their object, which is another one in each start.
                    name.append(' ').append(tag.getValue().replaceFirst("@[0-9a-f]+$", ""));
                }
            });
            Duration children = inside.getOrDefault(event.getStartupStep().getId(), Duration.ZERO);
            own.merge(name.toString(), event.getDuration().minus(children), Duration::plus);
        }
        return own;
    }

    private static final class Ready implements ApplicationListener<ApplicationReadyEvent> {

        private Duration sinceStart = Duration.ZERO;
        private Duration taken = Duration.ZERO;
        private Duration processor = Duration.ZERO;

        @Override
        public void onApplicationEvent(ApplicationReadyEvent event) {
            long started = ManagementFactory.getRuntimeMXBean().getStartTime();
            sinceStart = Duration.ofMillis(System.currentTimeMillis() - started);
            taken = Objects.requireNonNull(event.getTimeTaken());
            processor = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        }
    }
}
