package io.tiergate.boot.core;

/** What properties say is refused by what they are for. */
final class InvalidSettingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String properties;

    private InvalidSettingException(String properties, IllegalArgumentException refusal) {
        super(refusal.getMessage(), refusal);
        this.properties = properties;
    }

    /** @param properties their names, as a person is told them */
    static void requireValid(String properties, Runnable setting) {
        try {
            setting.run();
        } catch (IllegalArgumentException refusal) {
            throw new InvalidSettingException(properties, refusal);
        }
    }

    String properties() {
        return properties;
    }
}
