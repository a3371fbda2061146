/** Everything that the host may call. Offsets count float32 numbers from the start of the memory; shapes are row-major. */
export { attend, attendBackward, attendNext } from './attention';
export {
  add,
  addFour,
  adamW,
  embed,
  embedBackward,
  gatherRows,
  reluSquared,
  reluSquaredBackward,
  scatterRows,
  sumOfSquares,
} from './elements';
export { gemm } from './gemm';
export { heapStart } from './memory';
export { crossEntropy, pick, pickBackward, rmsNorm, rmsNormBackward, scaleRows, softmax } from './rows';
