/** What one GPU can do at its peak, on numbers of 16 bits, dense (data sheets of NVIDIA, 2021 to 2025), and what it holds. */
export interface Gpu {
  /** Floating-point operations per second. */
  readonly peak: number;
  /** Bytes that a program can use. */
  readonly memory: number;
}

export const GPUS = {
  a100: { peak: 312e12, memory: 40e9 },
  h100: { peak: 989e12, memory: 80e9 },
  h200: { peak: 989e12, memory: 141e9 },
  b200: { peak: 2250e12, memory: 180e9 },
} as const satisfies Readonly<Record<string, Gpu>>;
