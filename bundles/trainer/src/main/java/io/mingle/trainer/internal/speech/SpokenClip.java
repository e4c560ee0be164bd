package io.mingle.trainer.internal.speech;

/**
 * What a voice said, with silence around it.
 *
 * @param samples 24,000 a second; as many as its codes have
 * @param codes how many codes it takes until the end of what is said; silence may follow
 */
record SpokenClip(SpeakingVoice voice, String text, Phrase phrase, float[] samples, int codes) {}
