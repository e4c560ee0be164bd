package io.mingle.nn.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mingle.nn.Parameters;
import io.mingle.nn.Role;
import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import io.mingle.reference.TestDevice;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes over time or over a picture, and its gradients, against PyTorch's own. */
@Tag("numbers")
@Timeout(300)
class ConvolutionsTest {

    private static final Window THREE = Window.of(3);

    private static TestDevice device;
    private static LayerReference reference;

    @BeforeAll
    static void open() {
        device = new TestDevice();
        reference =
                new LayerReference(
                        device.runtime(), ConvolutionsTest.class, "convolutions.safetensors");
    }

    @AfterAll
    static void close() {
        if (device != null) {
            device.close();
        }
    }

    @Test
    void aCausalConvolutionSeesNothingLater() {
        reference.check(
                "causal", scope -> Convolution.biased(scope, 6, 10, THREE.dilation(2).causal()));
    }

    @Test
    void aConvolutionTakesInDistantPlaces() {
        reference.check(
                "dilated", scope -> Convolution.biased(scope, 6, 10, THREE.dilation(3).centred()));
        reference.check("lookahead", scope -> Convolution.biased(scope, 6, 10, Window.of(4)));
    }

    @Test
    void aConvolutionHasNoBiasIfNoneIsDeclared() {
        reference.check("no_bias", scope -> Convolution.of(scope, 6, 10, THREE.centred()));
        reference.check(
                "picture_no_bias",
                scope ->
                        Convolution.of(scope, 3, 8, THREE.stride(2).padded(1, 1), THREE.centred()));
    }

    @Test
    void channelsArePartedIntoGroups() {
        reference.check(
                "depthwise",
                scope -> Convolution.grouped(scope, 12, 12, 12, Window.of(7).centred()));
        reference.check(
                "grouped",
                scope -> Convolution.grouped(scope, 4, 12, 8, THREE.stride(2).padded(1, 1)));
        reference.check(
                "picture_depthwise",
                scope -> Convolution.grouped(scope, 8, 8, 8, THREE.centred().squared()));
    }

    @Test
    void aTransposedConvolutionMakesMoreOfLess() {
        reference.check(
                "transposed",
                scope -> Convolution.transposed(scope, 8, 6, Window.of(16).stride(8).padded(4, 4)));
        reference.check(
                "transposed_longer",
                scope -> Convolution.transposed(scope, 8, 6, THREE.stride(2).padded(1, 0)));
        reference.check(
                "transposed_causal",
                scope -> Convolution.transposed(scope, 8, 6, Window.of(4).stride(2).padded(0, 2)));
        reference.check(
                "picture_transposed",
                scope -> Convolution.transposed(scope, 4, 6, Window.of(2).stride(2).squared()));
    }

    @Test
    void aWeightIsMadeOfLengthsAndDirections() {
        reference.check(
                "normed",
                scope ->
                        Convolution.normed(scope, WeightNorm.PARAMETRIZED, 6, 10, THREE.centred()));
        reference.check(
                "transposed_normed",
                scope ->
                        Convolution.transposedNormed(
                                scope,
                                WeightNorm.HOOKED,
                                8,
                                6,
                                Window.of(4).stride(2).padded(1, 1)));
    }

    @Test
    void aConvolutionGoesOverPictures() {
        reference.check(
                "picture", scope -> Convolution.biased(scope, 3, 8, THREE.centred().squared()));
        reference.check(
                "patches",
                scope -> Convolution.biased(scope, 4, 16, Window.of(2).stride(2).squared()));
    }

    @Test
    void aWindowWithoutAMiddleIsRefused() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> Window.of(4).centred());
        assertEquals(
                "A window of 4 places has no middle. Say what is padded before and after.",
                refused.getMessage());
    }

    @Test
    void groupsThatDoNotPartTheChannelsAreRefused() {
        Scope scope = new Parameters().scope();
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> Convolution.grouped(scope, 4, 12, 6, THREE));
        assertEquals(
                "A convolution of 4 groups was given 12 inputs and 6 outputs. Give multiples of the"
                        + " groups.",
                refused.getMessage());
    }

    @Test
    void picturesAreMadeSmallerAndLarger() {
        reference.check(
                "downsampled",
                scope -> Convolution.biased(scope, 4, 4, THREE.stride(2).padded(0, 1).squared()));
        reference.check("upsampled", scope -> new Upsample(2));
    }

    @Test
    void edgesAreReflectedOrRepeated() {
        reference.check("reflected", scope -> Pad.reflected(1, 2));
        reference.check("repeated", scope -> Pad.repeated(3, 1));
    }

    @Test
    void groupNormIsOfChannelsAndPlaces() {
        reference.check("group_norm", scope -> GroupNorm.of(scope, 4, 16, 1e-6));
        reference.check("group_norm_plain", scope -> GroupNorm.plain(4, 1e-5));
    }

    @Test
    void batchNormIsByWhatTrainingSaw() {
        reference.check("batch_norm", scope -> BatchNorm.of(scope, 6, 1e-5));
        reference.check("batch_norm_plain", scope -> BatchNorm.plain(scope, 6, 1e-5));
    }

    @Test
    void aResidualBlockAddsToItsShortcut() {
        reference.check("residual_block", scope -> ResidualBlock.of(scope, 4, 8, 8, 1e-6));
        reference.check("residual_block_wider", scope -> ResidualBlock.of(scope, 4, 8, 12, 1e-6));
    }

    @Test
    void thePlacesOfAPictureAttendToOneAnother() {
        reference.check(
                "spatial_attention",
                scope ->
                        new SpatialAttention(
                                GroupNorm.of(scope.at("group_norm"), 4, 16, 1e-6),
                                new Attention(
                                        1,
                                        Linear.biased(scope.at("to_q"), 16, 16),
                                        Linear.biased(scope.at("to_k"), 16, 16),
                                        Linear.biased(scope.at("to_v"), 16, 16),
                                        Linear.biased(scope.at("to_out").at(0), 16, 16))));
    }

    @Test
    void activationsAreThoseOfPyTorch() {
        reference.check("silu", scope -> Value::silu);
        reference.check("gelu", scope -> Value::gelu);
        reference.check("gelu_tanh", scope -> Activations::geluByTanh);
        reference.check("relu", scope -> Activations::relu);
        reference.check("tanh", scope -> Activations::tanh);
        reference.check("sigmoid", scope -> Activations::sigmoid);
        reference.check("softplus", scope -> Activations::softplus);
        reference.check("mish", scope -> Activations::mish);
        reference.check("leaky_relu", scope -> Activations.leakyRelu(0.1));
        reference.check("elu", scope -> Activations.elu());
    }

    @Test
    void snakeAddsAWaveOfEachChannel() {
        reference.check("snake", scope -> Snake.of(scope, 6));
        reference.check("snake_beta", scope -> Snake.beta(scope, 6));
    }

    /** HiFi-GAN's residual block with Snake, as it is put together. */
    @Test
    void aVocoderBlockIsWrittenWithTheVocabulary() {
        reference.check(
                "hifi_block",
                scope ->
                        IntStream.range(0, 3)
                                .mapToObj(i -> dilated(scope, i, 1 + 2 * i))
                                .reduce(Layer::then)
                                .orElseThrow());
    }

    private static Layer dilated(Scope scope, int i, int dilation) {
        Window first = THREE.dilation(dilation).centred();
        return new Residual(
                Snake.of(scope.at("activations1").at(i), 6)
                        .then(Convolution.biased(scope.at("convs1").at(i), 6, 6, first))
                        .then(Snake.of(scope.at("activations2").at(i), 6))
                        .then(Convolution.biased(scope.at("convs2").at(i), 6, 6, THREE.centred())));
    }

    /** ConvNeXt's block over time (S. Woo and others, 2023), as Vocos has it. */
    @Test
    void aConvNextBlockIsWrittenWithTheVocabulary() {
        reference.check(
                "convnext",
                scope ->
                        new Residual(
                                Convolution.grouped(
                                                scope.at("dwconv"),
                                                16,
                                                16,
                                                16,
                                                Window.of(7).centred())
                                        .then(new ChannelsLast(rows(scope)))));
    }

    private static Layer rows(Scope scope) {
        return LayerNorm.of(scope.at("norm"), 16, 1e-6)
                .then(
                        new Mlp(
                                Linear.biased(scope.at("pwconv1"), 16, 48),
                                Linear.biased(scope.at("pwconv2"), 48, 16)))
                .then(new Scale(scope.weight("gamma", Role.NORM, 16)));
    }
}
