package io.tiergate.benchmarks.startup;

/**
 * What the command line asks for.
 *
 * @param runs how often each application is started
 * @param migrated whether the databases were made by an earlier start
 * @param steps whether the steps of the starts are shown
 */
record Options(int runs, boolean migrated, boolean steps) {

    private static final String USAGE = "Use --runs=10, --database=empty or --database=migrated, --steps=true.";

    /** @throws IllegalArgumentException if it cannot be understood */
    static Options of(String... arguments) {
        int runs = 10;
        boolean migrated = false;
        boolean steps = false;
        for (String argument : arguments) {
            String name = argument.replaceFirst("=.*", "");
            String value = argument.substring(Math.min(argument.length(), name.length() + 1));
            if (name.equals("--runs") && value.matches("[1-9][0-9]{0,3}")) {
                runs = Integer.parseInt(value);
            } else if (name.equals("--database") && (value.equals("empty") || value.equals("migrated"))) {
                migrated = value.equals("migrated");
            } else if (name.equals("--steps") && (value.equals("true") || value.equals("false"))) {
                steps = value.equals("true");
            } else {
                throw new IllegalArgumentException("'" + argument + "' is no option of this benchmark. " + USAGE);
            }
        }
        return new Options(runs, migrated, steps);
    }
}
