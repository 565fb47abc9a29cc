import type { Scope } from '../platform/db/scope.ts';
import { catalogErrors } from './catalog.errors.ts';
import { MediaFile } from './media-file.entity.ts';

/** Where a stored picture is served. @throws catalog.imageNotFound */
export async function findImageUrl(scope: Scope, imageId: string): Promise<string> {
  const file = await scope.em.findOne(MediaFile, { id: imageId });
  if (!file) {
    throw catalogErrors.imageNotFound();
  }

  return file.url;
}
