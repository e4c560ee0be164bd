package io.mingle.http.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What can be configured about the interface; changes hold for the next request. */
@ObjectClassDefinition(
        name = "Mingle HTTP",
        description = "How requests over HTTP are read and answered.")
public @interface HttpSettings {

    /**
     * Bounds what one request may hold.
     *
     * @return bytes
     */
    @AttributeDefinition(
            name = "Largest request",
            description = "The most bytes that the body of a request may have.",
            min = "1024",
            max = "1073741824")
    long largestRequest() default 64L << 20;

    /**
     * Bounds what the requests that are being answered may hold together.
     *
     * @return bytes; 0 for an eighth of the heap
     */
    @AttributeDefinition(
            name = "Bodies together",
            description =
                    "The most bytes that the bodies of all requests may have that are being"
                            + " answered; 0 for an eighth of the heap. One more is refused with"
                            + " 429.",
            min = "0")
    long bodiesTogether() default 0;

    /**
     * Bounds how many requests are answered at a time; one more is told to come back. Each holds a
     * thread of the server, which has to have more: Felix HTTP takes {@code
     * org.apache.felix.http.jetty.threadpool.max}.
     *
     * @return 1 or more
     */
    @AttributeDefinition(
            name = "Requests at a time",
            description =
                    "How many requests are answered at a time. One more is refused with 429 and"
                            + " told when to try again.",
            min = "1",
            max = "512")
    int requestsAtATime() default 64;

    /**
     * Limits how long a request waits for somebody who can answer it.
     *
     * @return milliseconds
     */
    @AttributeDefinition(
            name = "Patience",
            description =
                    "How long, in milliseconds, a request waits for a capability that is being"
                            + " replaced.",
            min = "0",
            max = "3600000")
    long patienceMillis() default 60_000;

    /**
     * Keeps places for clients that use them: one who sends a request, or takes its answer, more
     * slowly than this after the first ten seconds is left.
     *
     * @return bytes a second; 0 for any
     */
    @AttributeDefinition(
            name = "Least rate",
            description =
                    "The least bytes a second that a client has to send of a request, and to take"
                            + " of an answer, once it has been waited for ten seconds; 0 for any."
                            + " A slower one is refused with 408, or left.",
            min = "0",
            max = "1073741824")
    int leastRate() default 240;

    /**
     * Limits the answer where the request does not.
     *
     * @return tokens
     */
    @AttributeDefinition(
            name = "Tokens of an answer",
            description = "How many tokens an answer has at most where the request does not say.",
            min = "1",
            max = "1000000")
    int answerTokens() default 1024;

    /**
     * Tells how much is forgiven.
     *
     * @return whether any name of a model is accepted, and unknown parameters are passed over
     */
    @AttributeDefinition(
            name = "Lenient",
            description =
                    "Whether any name of a model is accepted, and parameters that are not known"
                            + " are passed over instead of being refused.")
    boolean lenient() default false;

    /**
     * Names the hosts that media may be fetched from where a request has an address instead of
     * bytes.
     *
     * @return host names, {@code *.} for all below one, with a port where it is not the usual one;
     *     addresses with their ports; none for nothing to be fetched
     */
    @AttributeDefinition(
            name = "Allowed hosts",
            description =
                    "Hosts that media may be fetched from where a request names an address, like"
                            + " images.example.org, *.example.org or 10.0.0.5:8080. None: nothing"
                            + " is fetched.")
    String[] allowedHosts() default {};

    /**
     * Limits what streams of video hold in memory between requests.
     *
     * @return how many streams; of one key, half as many
     */
    @AttributeDefinition(
            name = "Streams of video",
            description =
                    "How many streams of video are kept at a time, and half as many for one key."
                            + " One more is refused with 429.",
            min = "1",
            max = "1024")
    int videoStreams() default 8;
}
