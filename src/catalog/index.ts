export { type AddedProduct, addProduct, type NewProduct } from './add-product.ts';
export { catalogErrors } from './catalog.errors.ts';
export { createImportJob, type ImportData } from './catalog.jobs.ts';
export { catalogReactions } from './catalog.reactions.ts';
export { CatalogImport, type ImportState } from './catalog-import.entity.ts';
export { findImport, findLastImport, type ImportView } from './catalog-import.queries.ts';
export { archiveProduct, editProduct, type ProductChange, unarchiveProduct } from './edit-product.ts';
export { ListingPrice, ListingPriceSchema } from './listing-price.entity.ts';
export type { ListingState } from './listing-state.ts';
export { Listing, ListingSchema, Product, ProductSchema } from './product.entity.ts';
export {
  countProducts,
  type FoundListing,
  findListingBySku,
  type ListingItem,
  listProducts,
  type ProductCard,
  type ProductFilter,
  type ProductItem,
  type ProductPage,
  productCard,
} from './product.queries.ts';
export { assertMoney, type ProductMoney, readBarcode, readProductName, readSku } from './product-fields.ts';
export { type MediaDeps, type SavedImage, saveImage } from './save-image.ts';
export type { ProductSearch } from './search-products.ts';
export { startImport } from './start-import.ts';
