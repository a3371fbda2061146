/** The trained models, under names that hold their hashes; fetched when a figure needs one. */
import type { APIRoute, GetStaticPaths } from 'astro';
import { ensureModels, fileName, modelBytes, readManifest } from '../../../components/host/models.ts';

export const getStaticPaths = (() =>
  Object.entries(readManifest()).map(([name, entry]) => ({
    params: { file: fileName(name, entry).replace(/\.bin$/, '') },
    props: { name },
  }))) satisfies GetStaticPaths;

export const GET: APIRoute<{ name: string }> = async ({ props }) => {
  await ensureModels();
  return new Response(modelBytes(props.name).slice().buffer);
};
