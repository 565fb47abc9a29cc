import { assertCan } from '../companies/index.ts';
import type { BoundInCompany } from '../platform/db/scope.ts';
import type { MediaStore } from '../platform/media/media-store.ts';
import { lockCatalog } from './lock-catalog.ts';
import { MediaFile } from './media-file.entity.ts';

/** What saving a picture needs. */
export interface MediaDeps {
  readonly inCompany: BoundInCompany;
  readonly media: MediaStore;
}

/** A stored picture: its id for `addProduct` and `editProduct`, and where it is served. */
export interface SavedImage {
  readonly id: string;
  readonly url: string;
}

/** Stores a picture of the company; the same bytes are stored once. @throws permission.forbidden, media.notAnImage, media.tooBig */
export async function saveImage(deps: MediaDeps, input: { readonly bytes: Uint8Array }): Promise<SavedImage> {
  const companyId = await deps.inCompany(async (scope) => {
    assertCan(scope, 'catalog.edit');
    return scope.companyId;
  });
  const { fileName, mime, sizeBytes, url } = await deps.media.saveImage(companyId, input.bytes);
  return deps.inCompany(async (scope) => {
    await lockCatalog(scope);
    const known = await scope.em.findOne(MediaFile, { fileName });
    const file = known ?? scope.em.create(MediaFile, { fileName, mime, sizeBytes, url });
    return { id: file.id, url };
  });
}
