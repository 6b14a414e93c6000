import type { Film } from '../film';

const MARGIN_SECONDS = 0.1;

/** Rejects unless a player takes the video, finds it as long and as large as the film, and can skip to its last part. */
export async function requirePlayable(webm: ArrayBuffer, { durationMs, width, height }: Film): Promise<void> {
  const video = document.createElement('video');
  video.muted = true;
  const address = URL.createObjectURL(new Blob([webm], { type: 'video/webm' }));
  try {
    await reached(video, 'loadeddata', () => (video.src = address));
    const seconds = durationMs / 1000;
    const isSame = video.videoWidth === width && video.videoHeight === height;
    if (!isSame || Math.abs(video.duration - seconds) > MARGIN_SECONDS)
      throw new Error(
        `The video has ${video.videoWidth}×${video.videoHeight} pixels and ${video.duration} s; the film ${width}×${height} and ${seconds} s.`,
      );
    await reached(video, 'seeked', () => (video.currentTime = seconds * 0.9));
  } finally {
    URL.revokeObjectURL(address);
  }
}

function reached(video: HTMLVideoElement, event: string, begin: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    video.addEventListener(event, () => resolve(), { once: true });
    video.addEventListener('error', () => reject(new Error(`No player takes it: ${video.error?.message ?? ''}`)), {
      once: true,
    });
    begin();
  });
}
