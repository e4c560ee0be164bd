package io.mingle.remote.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** An endpoint. There may be several, each with a name of its own behind the tilde. */
@ObjectClassDefinition(
        name = "Mingle remote endpoint",
        description =
                "A host with OpenAI's interface, whose model serves here. One for each name:"
                        + " io.mingle.remote~NAME.")
public @interface RemoteSettings {

    /**
     * Says where it is.
     *
     * @return as clients of OpenAI's interface are told it
     */
    @AttributeDefinition(
            name = "URL",
            description =
                    "Where it is, as clients of OpenAI's interface are told it:"
                            + " http://10.0.0.5:8080/v1.")
    String url() default "";

    /**
     * Names a file with a key.
     *
     * @return a path; empty for no key
     */
    @AttributeDefinition(
            name = "Key file",
            description =
                    "A file whose one line is the key that is sent along; it is read for each"
                            + " request. Empty: none.")
    String keyFile() default "";

    /**
     * Names the model.
     *
     * @return as the endpoint calls it
     */
    @AttributeDefinition(
            name = "Model",
            description =
                    "What the endpoint calls the model that is asked for. Empty: the first that it"
                            + " lists.")
    String model() default "";

    /**
     * Lists what it does.
     *
     * @return names of services
     */
    @AttributeDefinition(
            name = "Services",
            description =
                    "What it is asked for: understanding, drawing, editing, transcription,"
                            + " translation, synthesis.")
    String[] services() default {"understanding"};

    /**
     * Shares out calls.
     *
     * @return 0 for no calls
     */
    @AttributeDefinition(
            name = "Weight",
            description =
                    "Its share of the calls among endpoints of the same ranking; 0 for no new"
                            + " ones.",
            min = "0",
            max = "1000")
    int weight() default 1;

    /**
     * Ranks it among providers.
     *
     * @return above 0 to be asked before what runs here
     */
    @AttributeDefinition(
            name = "Ranking",
            description =
                    "Who has the highest is asked; what runs here has 0. Endpoints of a lower one"
                            + " are asked when none of a higher one is well.",
            min = "-1000000",
            max = "1000000")
    int ranking() default 100;

    /**
     * Says what happens while no endpoint is well.
     *
     * @return whether others are asked
     */
    @AttributeDefinition(
            name = "Fallback",
            description =
                    "Whether, while no endpoint of its ranking is well, whoever has the next"
                            + " ranking is asked, what runs here among them. If not, calls wait"
                            + " as long as their patience lasts, and fail.")
    boolean fallback() default true;

    /**
     * Says what sizes of pictures its model draws, which no interface tells.
     *
     * @return width and height
     */
    @AttributeDefinition(
            name = "Picture sizes",
            description = "The sizes of pictures that its model draws, the usual one first.")
    String[] pictureSizes() default {"1024x1024"};

    /**
     * Bounds how long a connection takes.
     *
     * @return seconds
     */
    @AttributeDefinition(
            name = "Connect",
            description = "How long, in seconds, it may take until a connection stands.",
            min = "1",
            max = "300")
    int connectSeconds() default 5;

    /**
     * Bounds how long nothing is heard.
     *
     * @return seconds
     */
    @AttributeDefinition(
            name = "Silence",
            description =
                    "How long, in seconds, nothing may come of an answer that comes in pieces,"
                            + " waiting in a queue included.",
            min = "1",
            max = "86400")
    int silenceSeconds() default 120;

    /**
     * Bounds whole answers.
     *
     * @return seconds
     */
    @AttributeDefinition(
            name = "Answer",
            description = "How long, in seconds, a whole answer may take.",
            min = "1",
            max = "604800")
    int answerSeconds() default 3600;

    /**
     * Bounds how large answers are.
     *
     * @return bytes
     */
    @AttributeDefinition(
            name = "Largest answer",
            description = "The most bytes that are read of an answer.",
            min = "1024",
            max = "1073741824")
    long largestAnswer() default 64L << 20;

    /**
     * Bounds how long a call that has not begun looks for an endpoint.
     *
     * @return seconds
     */
    @AttributeDefinition(
            name = "Patience",
            description =
                    "How long, in seconds, a call of which nothing has come yet goes on asking"
                            + " endpoints that refuse it for a while.",
            min = "0",
            max = "3600")
    int patienceSeconds() default 30;

    /**
     * Says how often it is looked at.
     *
     * @return seconds
     */
    @AttributeDefinition(
            name = "Health",
            description = "How often, in seconds, it is looked whether it is well.",
            min = "1",
            max = "3600")
    int healthSeconds() default 5;
}
