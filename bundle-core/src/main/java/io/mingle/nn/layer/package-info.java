/**
 * The layers that networks are put together from.
 *
 * <ul>
 *   <li>Products, norms and what is done with each value: Linear, Embedding, LayerNorm, RmsNorm,
 *       GroupNorm, BatchNorm, Activations, Snake, Scale, Mlp, GatedMlp, Experts.
 *   <li>Over places: Convolution along {@link io.mingle.nn.layer.Window}s, WeightNorm, Pad,
 *       Upsample, Patches, Stft; ResidualBlock and SpatialAttention of a VAE.
 *   <li>Between rows: Attention, JointAttention, RelativeAttention, CausalAttention, of a
 *       SeparateProjection or a FusedProjection, with an AttentionMask, or a Context such as Pages.
 *   <li>Positions and conditions: Rotary, SinusoidalEmbedding, Modulation.
 *   <li>To put together: {@code then}, Residual, ChannelsLast.
 * </ul>
 *
 * <p>Mingle implements these types; a bundle that brings a network of its own builds it of them,
 * and adds layers of its own where these do not do.
 */
@Export
@Version("0.1.0")
package io.mingle.nn.layer;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
