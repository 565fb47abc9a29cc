/** The API’s types, generated from its OpenAPI document: npm run api:types. */
export interface paths {
    "/api/v1/sign-in-links/use": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Trades the one-time token of a sign-in link for a sign-in cookie */
        post: operations["postSignInLinksUse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends the sign-in of this browser */
        post: operations["postSignOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in, in which company, with which rights */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The stores and whether they are connected */
        get: operations["getStores"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One store */
        get: operations["getStoresById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Products by text, sku or barcode, newest first */
        get: operations["getProducts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One product with its listings and their prices */
        get: operations["getProductsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Prices with their rank, leader and reason */
        get: operations["getPrices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prices-summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many prices are in which state */
        get: operations["getPricesSummary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prices/{listingId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why this price: the last decision and the offers it came from */
        get: operations["getPricesByListingId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prices/{listingId}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The moves of a listing’s prices, newest first, each with its reason */
        get: operations["getPricesByListingIdHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prices/{listingId}/history-points": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Our moves, the cheapest rival and our rank over time */
        get: operations["getPricesByListingIdHistoryPoints"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prices/{listingId}/history.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The moves of a listing’s prices as a file for spreadsheets, newest first, money in tenge */
        get: operations["getPricesByListingIdHistory.csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pricing/simulations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a rule would have done over the recorded offers of the last two weeks; changes nothing */
        post: operations["postPricingSimulations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pricing/diagnosis": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why prices do not move: how many get how far, and what stops the rest */
        get: operations["getPricingDiagnosis"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prices-held": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Price moves that wait for somebody’s word, those that have waited longest first */
        get: operations["getPricesHeld"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prices-held/{decisionId}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Allows a price move that waits, or turns it down for a day; of two answers the first counts */
        post: operations["postPricesHeldByDecisionIdAnswer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{storeId}/mass-answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets any number of a store’s prices move for a day, or turns down those that wait */
        post: operations["postStoresByStoreIdMassAnswer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Orders, newest first */
        get: operations["getOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders-summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many orders stand in which status */
        get: operations["getOrdersSummary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One order with its lines and history */
        get: operations["getOrdersById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accepts a new order on the marketplace; an accepted one is told as it stands */
        post: operations["postOrdersByIdAccept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancels an order on the marketplace; a cancelled one is told as it stands */
        post: operations["postOrdersByIdCancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/whatsapp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The company’s WhatsApp number and whether it is linked */
        get: operations["getWhatsapp"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the customer was told about an order, oldest first */
        get: operations["getOrdersByIdMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/newest-messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far the newest message about each of some orders got */
        get: operations["getNewestMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/failed-messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Messages that need a person, newest first: failed ones, and those of which nobody knows whether they left */
        get: operations["getFailedMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Has a failed message sent anew */
        post: operations["postMessagesByIdResend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Names and ids of what happens in the company, as it happens (server-sent events) */
        get: operations["getStream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Problem: {
            /** @description A link to this kind of problem in the documentation. */
            type: string;
            title: string;
            status: number;
            /** @description The code of the catalogue, such as order.notFound. */
            code: string;
            /** @description What happened, in the language of the request. */
            detail: string;
            /** @description Name this when you ask for help. */
            incident?: string;
            errors?: {
                path: string;
                code: string;
                message: string;
            }[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    postSignInLinksUse: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    token: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "expiresAt": "2026-12-21T09:00:00.000Z"
                     *     }
                     */
                    "application/json": {
                        /** Format: date-time */
                        expiresAt: string;
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSignOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    "application/json": Record<string, never>;
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "Aigerim",
                     *       "role": "owner",
                     *       "language": "kk",
                     *       "actions": [
                     *         "orders.read",
                     *         "pricing.read"
                     *       ],
                     *       "company": {
                     *         "id": "0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b10",
                     *         "name": "TechnoMart",
                     *         "language": "ru",
                     *         "zone": "Asia/Almaty"
                     *       }
                     *     }
                     */
                    "application/json": {
                        name: string;
                        /** @enum {string} */
                        role: "owner" | "manager" | "storekeeper" | "analyst" | "cashier";
                        /** @enum {string} */
                        language: "ru" | "kk" | "en";
                        actions: ("companies.read" | "companies.edit" | "stores.read" | "stores.connect" | "catalog.read" | "catalog.edit" | "pricing.read" | "pricing.edit" | "orders.read" | "orders.accept" | "orders.cancel" | "customers.read" | "messaging.read" | "messaging.connect" | "messaging.edit" | "messaging.resend")[];
                        company: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            /** @enum {string} */
                            language: "ru" | "kk" | "en";
                            /** @description IANA time zone of the company. */
                            zone: string;
                        };
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStores: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b11",
                     *           "name": "TechnoMart",
                     *           "isActive": true,
                     *           "merchantUid": "30012345",
                     *           "cityId": "750000000",
                     *           "token": "connected",
                     *           "cabinet": "connected",
                     *           "reauthReason": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            isActive: boolean;
                            merchantUid: string | null;
                            cityId: string;
                            /**
                             * @description Whether orders can be read.
                             * @enum {string}
                             */
                            token: "missing" | "connected" | "rejected";
                            /**
                             * @description Whether prices can be read and sent.
                             * @enum {string}
                             */
                            cabinet: "missing" | "code-needed" | "merchant-needed" | "connected" | "needs-reauth";
                            reauthReason: ("code_required" | "invalid_credentials" | "credentials_missing") | null;
                        }[];
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStoresById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b11",
                     *       "name": "TechnoMart",
                     *       "isActive": true,
                     *       "merchantUid": "30012345",
                     *       "cityId": "750000000",
                     *       "token": "connected",
                     *       "cabinet": "connected",
                     *       "reauthReason": null
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        name: string;
                        isActive: boolean;
                        merchantUid: string | null;
                        cityId: string;
                        /**
                         * @description Whether orders can be read.
                         * @enum {string}
                         */
                        token: "missing" | "connected" | "rejected";
                        /**
                         * @description Whether prices can be read and sent.
                         * @enum {string}
                         */
                        cabinet: "missing" | "code-needed" | "merchant-needed" | "connected" | "needs-reauth";
                        reauthReason: ("code_required" | "invalid_credentials" | "credentials_missing") | null;
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProducts: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
                search?: string;
                status?: "active" | "archived" | "all";
                storeId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b12",
                     *           "sku": "CASE-15-CLEAR",
                     *           "name": "iPhone 15 case",
                     *           "status": "active",
                     *           "imageUrl": null,
                     *           "priceTiyn": 499000,
                     *           "listings": [
                     *             {
                     *               "id": "0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b13",
                     *               "storeId": "0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b11",
                     *               "state": "on-sale",
                     *               "currentTiyn": 499000
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "total": 1,
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            sku: string;
                            /** @description In the language of the request, else in Russian. */
                            name: string;
                            /** @enum {string} */
                            status: "active" | "archived";
                            imageUrl: string | null;
                            /** @description The default price, tiyn. */
                            priceTiyn: number;
                            listings: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                storeId: string;
                                /** @enum {string} */
                                state: "no-card" | "on-sale" | "off-sale";
                                /** @description The main price, tiyn; null without one. */
                                currentTiyn: number | null;
                            }[];
                        }[];
                        total: number;
                        next: string | null;
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProductsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b12",
                     *       "sku": "CASE-15-CLEAR",
                     *       "name": "iPhone 15 case",
                     *       "status": "active",
                     *       "imageUrl": null,
                     *       "priceTiyn": 499000,
                     *       "brand": null,
                     *       "category": null,
                     *       "barcode": null,
                     *       "description": null,
                     *       "listings": [
                     *         {
                     *           "id": "0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b13",
                     *           "storeId": "0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b11",
                     *           "state": "on-sale",
                     *           "storeName": "TechnoMart",
                     *           "sku": "CASE-15-CLEAR",
                     *           "prices": [
                     *             {
                     *               "id": "0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b14",
                     *               "cityId": null,
                     *               "currentTiyn": 499000,
                     *               "pendingTiyn": null,
                     *               "minTiyn": 390000,
                     *               "maxTiyn": 650000
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        sku: string;
                        /** @description In the language of the request, else in Russian. */
                        name: string;
                        /** @enum {string} */
                        status: "active" | "archived";
                        imageUrl: string | null;
                        /** @description The default price, tiyn. */
                        priceTiyn: number;
                        listings: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            storeId: string;
                            /** @enum {string} */
                            state: "no-card" | "on-sale" | "off-sale";
                            storeName: string;
                            sku: string;
                            prices: {
                                /** Format: uuid */
                                id: string;
                                /** @description Null is the main price of the store. */
                                cityId: string | null;
                                currentTiyn: number;
                                pendingTiyn: number | null;
                                minTiyn: number | null;
                                maxTiyn: number | null;
                            }[];
                        }[];
                        brand: string | null;
                        category: string | null;
                        barcode: string | null;
                        description: string | null;
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPrices: {
        parameters: {
            query?: {
                search?: string;
                storeId?: string;
                after?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b14",
                     *           "listingId": "0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b13",
                     *           "storeId": "0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b11",
                     *           "productId": "0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b12",
                     *           "name": "iPhone 15 case",
                     *           "imageUrl": null,
                     *           "sku": "CASE-15-CLEAR",
                     *           "isOnSale": true,
                     *           "cityId": null,
                     *           "currentTiyn": 499000,
                     *           "pendingTiyn": null,
                     *           "minTiyn": 390000,
                     *           "maxTiyn": 650000,
                     *           "rank": 1,
                     *           "offersCount": 7,
                     *           "leaderTiyn": 499100,
                     *           "leaderName": "MobiShop",
                     *           "reason": "undercut_rival",
                     *           "reasonText": "MobiShop went down to 4 991 ₸, step 1 ₸. Our price is 4 990 ₸.",
                     *           "checkedAt": "2026-11-21T09:20:00.000Z",
                     *           "rule": {
                     *             "source": "store",
                     *             "isEnabled": true,
                     *             "strategy": "standard",
                     *             "stepTiyn": 100
                     *           }
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            listingId: string;
                            /** Format: uuid */
                            storeId: string;
                            /** Format: uuid */
                            productId: string;
                            /** @description In the language of the request, else in Russian. */
                            name: string;
                            imageUrl: string | null;
                            sku: string;
                            isOnSale: boolean;
                            /** @description Null is the main price of the store. */
                            cityId: string | null;
                            currentTiyn: number;
                            /** @description Sent to the marketplace and not seen there yet. */
                            pendingTiyn: number | null;
                            minTiyn: number | null;
                            maxTiyn: number | null;
                            rank: number | null;
                            offersCount: number | null;
                            leaderTiyn: number | null;
                            leaderName: string | null;
                            reason: ("no_minimum" | "card_unknown" | "offer_missing" | "no_rivals" | "fewer_than_n" | "rival_below_floor" | "rival_below_floor_next" | "rival_below_floor_max" | "at_ceiling" | "at_floor" | "undercut_rival" | "rival_left_raise" | "top_n_kept" | "matched_rival" | "margin_kept" | "profit_floor" | "cost_unknown" | "profit_impossible" | "climbing" | "not_alone" | "stock_low" | "schedule_shift" | "custom_price" | "custom_missing" | "friend_ahead" | "price_war" | "already_first" | "already_at_target" | "kaspi_unavailable" | "set_by_hand" | "not_sent" | "not_taken") | null;
                            /** @description Why the price is what it is, in the language of the request. */
                            reasonText: string | null;
                            checkedAt: string | null;
                            rule: {
                                /** @enum {string} */
                                source: "listing" | "store";
                                isEnabled: boolean;
                                /** @enum {string} */
                                strategy: "standard" | "always_first" | "stay_top_n" | "match" | "keep_margin" | "raise_when_alone" | "stock_aware" | "schedule" | "custom";
                                stepTiyn: number;
                            } | null;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPricesSummary: {
        parameters: {
            query?: {
                storeId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "total": 214,
                     *       "repriced": 180,
                     *       "withoutMinimum": 29,
                     *       "paused": 4,
                     *       "withoutRule": 1,
                     *       "atFloor": 2,
                     *       "first": 121
                     *     }
                     */
                    "application/json": {
                        total: number;
                        repriced: number;
                        withoutMinimum: number;
                        paused: number;
                        withoutRule: number;
                        atFloor: number;
                        first: number;
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPricesByListingId: {
        parameters: {
            query?: {
                cityId?: string;
            };
            header?: never;
            path: {
                listingId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "price": {
                     *         "id": "0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b14",
                     *         "listingId": "0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b13",
                     *         "storeId": "0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b11",
                     *         "productId": "0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b12",
                     *         "name": "iPhone 15 case",
                     *         "imageUrl": null,
                     *         "sku": "CASE-15-CLEAR",
                     *         "isOnSale": true,
                     *         "cityId": null,
                     *         "currentTiyn": 499000,
                     *         "pendingTiyn": null,
                     *         "minTiyn": 390000,
                     *         "maxTiyn": 650000,
                     *         "rank": 1,
                     *         "offersCount": 7,
                     *         "leaderTiyn": 499100,
                     *         "leaderName": "MobiShop",
                     *         "reason": "undercut_rival",
                     *         "reasonText": "MobiShop went down to 4 991 ₸, step 1 ₸. Our price is 4 990 ₸.",
                     *         "checkedAt": "2026-11-21T09:20:00.000Z",
                     *         "rule": {
                     *           "source": "store",
                     *           "isEnabled": true,
                     *           "strategy": "standard",
                     *           "stepTiyn": 100
                     *         }
                     *       },
                     *       "offers": [
                     *         {
                     *           "merchantId": "30012345",
                     *           "merchantName": "TechnoMart",
                     *           "priceTiyn": 499000,
                     *           "role": "own"
                     *         },
                     *         {
                     *           "merchantId": "15540071",
                     *           "merchantName": "MobiShop",
                     *           "priceTiyn": 499100,
                     *           "role": "rival"
                     *         }
                     *       ],
                     *       "seenAt": "2026-11-21T09:20:00.000Z"
                     *     }
                     */
                    "application/json": {
                        price: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            listingId: string;
                            /** Format: uuid */
                            storeId: string;
                            /** Format: uuid */
                            productId: string;
                            /** @description In the language of the request, else in Russian. */
                            name: string;
                            imageUrl: string | null;
                            sku: string;
                            isOnSale: boolean;
                            /** @description Null is the main price of the store. */
                            cityId: string | null;
                            currentTiyn: number;
                            /** @description Sent to the marketplace and not seen there yet. */
                            pendingTiyn: number | null;
                            minTiyn: number | null;
                            maxTiyn: number | null;
                            rank: number | null;
                            offersCount: number | null;
                            leaderTiyn: number | null;
                            leaderName: string | null;
                            reason: ("no_minimum" | "card_unknown" | "offer_missing" | "no_rivals" | "fewer_than_n" | "rival_below_floor" | "rival_below_floor_next" | "rival_below_floor_max" | "at_ceiling" | "at_floor" | "undercut_rival" | "rival_left_raise" | "top_n_kept" | "matched_rival" | "margin_kept" | "profit_floor" | "cost_unknown" | "profit_impossible" | "climbing" | "not_alone" | "stock_low" | "schedule_shift" | "custom_price" | "custom_missing" | "friend_ahead" | "price_war" | "already_first" | "already_at_target" | "kaspi_unavailable" | "set_by_hand" | "not_sent" | "not_taken") | null;
                            /** @description Why the price is what it is, in the language of the request. */
                            reasonText: string | null;
                            checkedAt: string | null;
                            rule: {
                                /** @enum {string} */
                                source: "listing" | "store";
                                isEnabled: boolean;
                                /** @enum {string} */
                                strategy: "standard" | "always_first" | "stay_top_n" | "match" | "keep_margin" | "raise_when_alone" | "stock_aware" | "schedule" | "custom";
                                stepTiyn: number;
                            } | null;
                        };
                        offers: {
                            merchantId: string;
                            merchantName: string;
                            priceTiyn: number;
                            /** @enum {string} */
                            role: "own" | "ignored" | "rival";
                        }[];
                        seenAt: string | null;
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPricesByListingIdHistory: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path: {
                listingId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b15",
                     *           "at": "2026-11-21T09:20:00.000Z",
                     *           "fromTiyn": 509000,
                     *           "toTiyn": 499000,
                     *           "reason": "undercut_rival",
                     *           "reasonText": "MobiShop went down to 4 991 ₸, step 1 ₸. Our price is 4 990 ₸.",
                     *           "rankBefore": 2,
                     *           "rankAfter": 1,
                     *           "state": "applied"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            /** Format: date-time */
                            at: string;
                            fromTiyn: number;
                            toTiyn: number;
                            /** @enum {string} */
                            reason: "no_minimum" | "card_unknown" | "offer_missing" | "no_rivals" | "fewer_than_n" | "rival_below_floor" | "rival_below_floor_next" | "rival_below_floor_max" | "at_ceiling" | "at_floor" | "undercut_rival" | "rival_left_raise" | "top_n_kept" | "matched_rival" | "margin_kept" | "profit_floor" | "cost_unknown" | "profit_impossible" | "climbing" | "not_alone" | "stock_low" | "schedule_shift" | "custom_price" | "custom_missing" | "friend_ahead" | "price_war" | "already_first" | "already_at_target" | "kaspi_unavailable" | "set_by_hand" | "not_sent" | "not_taken";
                            reasonText: string;
                            rankBefore: number | null;
                            rankAfter: number | null;
                            /** @enum {string} */
                            state: "held" | "proposed" | "pushing" | "pending" | "applied" | "ignored" | "failed" | "unknown" | "replaced" | "rejected";
                        }[];
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPricesByListingIdHistoryPoints: {
        parameters: {
            query?: {
                cityId?: string;
                from?: string;
                to?: string;
            };
            header?: never;
            path: {
                listingId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "listingId": "0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b13",
                     *       "cityId": null,
                     *       "from": "2026-11-07T09:20:00.000Z",
                     *       "to": "2026-11-21T09:20:00.000Z",
                     *       "startTiyn": 509000,
                     *       "currentTiyn": 499000,
                     *       "floorTiyn": 390000,
                     *       "ceilingTiyn": 650000,
                     *       "moves": [
                     *         {
                     *           "id": "0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b15",
                     *           "at": "2026-11-21T09:20:00.000Z",
                     *           "fromTiyn": 509000,
                     *           "toTiyn": 499000,
                     *           "reason": "undercut_rival",
                     *           "reasonText": "MobiShop went down to 4 991 ₸, step 1 ₸. Our price is 4 990 ₸.",
                     *           "rankBefore": 2,
                     *           "rankAfter": 1,
                     *           "state": "applied"
                     *         }
                     *       ],
                     *       "points": [
                     *         {
                     *           "at": "2026-11-21T09:05:00.000Z",
                     *           "kind": "look",
                     *           "ownTiyn": 509000,
                     *           "rank": 2,
                     *           "rivalTiyn": 499100,
                     *           "rivalName": "MobiShop",
                     *           "cheapestTiyn": 499100,
                     *           "offersCount": 7
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        listingId: string;
                        cityId: string | null;
                        /** Format: date-time */
                        from: string;
                        /** Format: date-time */
                        to: string;
                        /** @description What the price was at the beginning. */
                        startTiyn: number;
                        currentTiyn: number;
                        /** @description The minimum as it is now. */
                        floorTiyn: number | null;
                        /** @description The maximum as it is now, or the last price set by hand, which stands in for it. */
                        ceilingTiyn: number;
                        /** @description Moves that arrived, oldest first, the newest 500. */
                        moves: {
                            /** Format: uuid */
                            id: string;
                            /** Format: date-time */
                            at: string;
                            fromTiyn: number;
                            toTiyn: number;
                            /** @enum {string} */
                            reason: "no_minimum" | "card_unknown" | "offer_missing" | "no_rivals" | "fewer_than_n" | "rival_below_floor" | "rival_below_floor_next" | "rival_below_floor_max" | "at_ceiling" | "at_floor" | "undercut_rival" | "rival_left_raise" | "top_n_kept" | "matched_rival" | "margin_kept" | "profit_floor" | "cost_unknown" | "profit_impossible" | "climbing" | "not_alone" | "stock_low" | "schedule_shift" | "custom_price" | "custom_missing" | "friend_ahead" | "price_war" | "already_first" | "already_at_target" | "kaspi_unavailable" | "set_by_hand" | "not_sent" | "not_taken";
                            reasonText: string;
                            rankBefore: number | null;
                            rankAfter: number | null;
                            /** @enum {string} */
                            state: "held" | "proposed" | "pushing" | "pending" | "applied" | "ignored" | "failed" | "unknown" | "replaced" | "rejected";
                        }[];
                        /** @description What the card was like, oldest first, at most 500 points. */
                        points: {
                            /** Format: date-time */
                            at: string;
                            /**
                             * @description Older than two weeks a whole UTC day is one point.
                             * @enum {string}
                             */
                            kind: "look" | "day";
                            ownTiyn: number | null;
                            rank: number | null;
                            /** @description The cheapest rival that the present rule counts. */
                            rivalTiyn: number | null;
                            rivalName: string | null;
                            /** @description The cheapest of all others; of a day the mean of the cheapest of all, ours among them. */
                            cheapestTiyn: number | null;
                            offersCount: number;
                        }[];
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "getPricesByListingIdHistory.csv": {
        parameters: {
            query?: {
                from?: string;
                to?: string;
            };
            header?: never;
            path: {
                listingId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example Date and time;City;Was, ₸;Became, ₸;Reason;Rank before;Rank after;Status
                     *     2026-11-21 14:20;;5090;4990;MobiShop asks 4 991 ₸. We stand one step (1 ₸) below: 4 990 ₸.;2;1;done
                     */
                    "text/csv": string;
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postPricingSimulations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    storeId?: string;
                    /** Format: uuid */
                    listingId?: string;
                    cityId?: string;
                    rule: {
                        /**
                         * @default standard
                         * @enum {string}
                         */
                        strategy?: "standard" | "always_first" | "stay_top_n" | "match" | "keep_margin" | "raise_when_alone" | "stock_aware" | "schedule" | "custom";
                        /** @default 100 */
                        stepTiyn?: number;
                        /** @default 3 */
                        topN?: number;
                        /** @default null */
                        rivalMerchantId?: string | null;
                        /**
                         * @default hold
                         * @enum {string}
                         */
                        belowFloor?: "hold" | "next_rival" | "max";
                        /** @default {} */
                        parameters?: {
                            marginBps?: number;
                            climbBps?: number;
                            lowStock?: number;
                            lowStockBps?: number;
                            windows?: {
                                fromMinute: number;
                                toMinute: number;
                                shiftBps: number;
                            }[];
                            /** Format: uuid */
                            automationId?: string;
                        };
                        /** @default null */
                        minRatingTenths?: number | null;
                        /** @default null */
                        maxDeliveryDays?: number | null;
                        /** @default false */
                        skipsPreorder?: boolean;
                        /** @default false */
                        onlyInCity?: boolean;
                        /** @default [] */
                        excludedMerchantIds?: string[];
                        /** @default [] */
                        friendlyMerchantIds?: string[];
                        /** @default 900 */
                        checkIntervalSeconds?: number;
                        /** @default 540 */
                        workFromMinute?: number;
                        /** @default 1260 */
                        workToMinute?: number;
                    };
                    /** Format: date-time */
                    from?: string;
                    /** Format: date-time */
                    to?: string;
                    guards?: {
                        maxMoveBps?: number | null;
                        warLimit?: {
                            moves: number;
                            withinMinutes: number;
                        } | null;
                        changeBudget?: number | null;
                    };
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "from": "2026-11-07T09:20:00.000Z",
                     *       "to": "2026-11-21T09:20:00.000Z",
                     *       "note": "The rule was tried on history: 812 looks at competitors’ prices.",
                     *       "total": {
                     *         "listings": 1,
                     *         "unseen": 0,
                     *         "withoutMinimum": 0,
                     *         "isThin": false,
                     *         "looks": 812,
                     *         "was": {
                     *           "moves": 3,
                     *           "meanRank": 2.4,
                     *           "firstBps": 2100,
                     *           "meanPriceTiyn": 512300,
                     *           "profitTiyn": null
                     *         },
                     *         "would": {
                     *           "moves": 41,
                     *           "meanRank": 1.1,
                     *           "firstBps": 9300,
                     *           "meanPriceTiyn": 499800,
                     *           "profitTiyn": null
                     *         },
                     *         "asked": 1,
                     *         "waited": 0
                     *       },
                     *       "listings": [
                     *         {
                     *           "listingId": "0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b13",
                     *           "cityId": null,
                     *           "name": "iPhone 15 case",
                     *           "basis": "history",
                     *           "reason": "undercut_rival",
                     *           "path": [
                     *             {
                     *               "at": "2026-11-07T09:20:00.000Z",
                     *               "tiyn": 509000
                     *             },
                     *             {
                     *               "at": "2026-11-21T09:20:00.000Z",
                     *               "tiyn": 499000
                     *             }
                     *           ],
                     *           "looks": 812,
                     *           "was": {
                     *             "moves": 3,
                     *             "meanRank": 2.4,
                     *             "firstBps": 2100,
                     *             "meanPriceTiyn": 512300,
                     *             "profitTiyn": null
                     *           },
                     *           "would": {
                     *             "moves": 41,
                     *             "meanRank": 1.1,
                     *             "firstBps": 9300,
                     *             "meanPriceTiyn": 499800,
                     *             "profitTiyn": null
                     *           },
                     *           "asked": 1,
                     *           "waited": 0
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** Format: date-time */
                        from: string;
                        /** Format: date-time */
                        to: string;
                        /** @description What it stands on, in the language of the request. */
                        note: string;
                        total: {
                            listings: number;
                            /** @description Prices of whose card nothing is known. */
                            unseen: number;
                            withoutMinimum: number;
                            /** @description Too few looks, or too short a time, to promise anything. */
                            isThin: boolean;
                            looks: number;
                            /** @description As it really was. */
                            was: {
                                moves: number;
                                meanRank: number | null;
                                /** @description Share of the time in first place, hundredths of a percent. */
                                firstBps: number | null;
                                meanPriceTiyn: number | null;
                                /** @description Mean profit of a sale; null where the cost is not known. */
                                profitTiyn: number | null;
                            };
                            /** @description As it would have been under the rule. */
                            would: {
                                moves: number;
                                meanRank: number | null;
                                /** @description Share of the time in first place, hundredths of a percent. */
                                firstBps: number | null;
                                meanPriceTiyn: number | null;
                                /** @description Mean profit of a sale; null where the cost is not known. */
                                profitTiyn: number | null;
                            };
                            /** @description Moves bigger than the store’s limit: they would be asked about first. */
                            asked: number;
                            /** @description Moves that would wait for the change budget. */
                            waited: number;
                        };
                        listings: {
                            /** Format: uuid */
                            listingId: string;
                            cityId: string | null;
                            name: string;
                            /** @enum {string} */
                            basis: "history" | "present" | "none";
                            /** @description Why the price would stand where it stands at the end. */
                            reason: ("no_minimum" | "card_unknown" | "offer_missing" | "no_rivals" | "fewer_than_n" | "rival_below_floor" | "rival_below_floor_next" | "rival_below_floor_max" | "at_ceiling" | "at_floor" | "undercut_rival" | "rival_left_raise" | "top_n_kept" | "matched_rival" | "margin_kept" | "profit_floor" | "cost_unknown" | "profit_impossible" | "climbing" | "not_alone" | "stock_low" | "schedule_shift" | "custom_price" | "custom_missing" | "friend_ahead" | "price_war" | "already_first" | "already_at_target" | "kaspi_unavailable" | "set_by_hand" | "not_sent" | "not_taken") | null;
                            path: {
                                /** Format: date-time */
                                at: string;
                                tiyn: number;
                            }[];
                            looks: number;
                            /** @description As it really was. */
                            was: {
                                moves: number;
                                meanRank: number | null;
                                /** @description Share of the time in first place, hundredths of a percent. */
                                firstBps: number | null;
                                meanPriceTiyn: number | null;
                                /** @description Mean profit of a sale; null where the cost is not known. */
                                profitTiyn: number | null;
                            };
                            /** @description As it would have been under the rule. */
                            would: {
                                moves: number;
                                meanRank: number | null;
                                /** @description Share of the time in first place, hundredths of a percent. */
                                firstBps: number | null;
                                meanPriceTiyn: number | null;
                                /** @description Mean profit of a sale; null where the cost is not known. */
                                profitTiyn: number | null;
                            };
                            /** @description Moves bigger than the store’s limit: they would be asked about first. */
                            asked: number;
                            /** @description Moves that would wait for the change budget. */
                            waited: number;
                        }[];
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPricingDiagnosis: {
        parameters: {
            query?: {
                storeId?: string;
                listingId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "at": "2026-11-21T09:20:00.000Z",
                     *       "stores": [
                     *         {
                     *           "storeId": "0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b11",
                     *           "storeName": "TechnoMart",
                     *           "steps": [
                     *             {
                     *               "step": "switch",
                     *               "text": "The rule is on",
                     *               "entered": 214,
                     *               "passed": 214,
                     *               "stops": []
                     *             },
                     *             {
                     *               "step": "minimum",
                     *               "text": "A minimum price is set",
                     *               "entered": 214,
                     *               "passed": 185,
                     *               "stops": [
                     *                 {
                     *                   "reason": "no_minimum",
                     *                   "text": "There is no minimum price, and without one the price never moves. Set the minimum on the product card.",
                     *                   "since": null,
                     *                   "until": null,
                     *                   "count": 29,
                     *                   "examples": [
                     *                     {
                     *                       "listingPriceId": "0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b14",
                     *                       "listingId": "0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b13",
                     *                       "cityId": null,
                     *                       "sku": "CASE-15-CLEAR",
                     *                       "name": "iPhone 15 case"
                     *                     }
                     *                   ]
                     *                 }
                     *               ]
                     *             }
                     *           ],
                     *           "turn": {
                     *             "dueNow": 3,
                     *             "dueSince": "2026-11-21T09:20:00.000Z",
                     *             "nextDueAt": "2026-11-22T04:00:00.000Z"
                     *           },
                     *           "budget": {
                     *             "limit": 250,
                     *             "spent": 12,
                     *             "left": 238,
                     *             "freesAt": null
                     *           },
                     *           "day": {
                     *             "applied": 40,
                     *             "ignored": 1,
                     *             "failed": 2,
                     *             "failures": [
                     *               {
                     *                 "code": "marketplace.refused",
                     *                 "count": 2
                     *               }
                     *             ]
                     *           }
                     *         }
                     *       ],
                     *       "walks": [
                     *         {
                     *           "listingPriceId": "0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b14",
                     *           "listingId": "0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b13",
                     *           "cityId": null,
                     *           "sku": "CASE-15-CLEAR",
                     *           "name": "iPhone 15 case",
                     *           "reason": "no_minimum",
                     *           "text": "There is no minimum price, and without one the price never moves. Set the minimum on the product card.",
                     *           "since": null,
                     *           "until": null,
                     *           "storeId": "0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b11",
                     *           "step": "minimum"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** Format: date-time */
                        at: string;
                        stores: {
                            /** Format: uuid */
                            storeId: string;
                            storeName: string;
                            steps: {
                                /** @enum {string} */
                                step: "product" | "sale" | "card" | "rule" | "switch" | "minimum" | "cost" | "store" | "channel" | "session" | "rest" | "hours" | "turn" | "look" | "decision" | "approval" | "budget" | "sending" | "arrival";
                                text: string;
                                entered: number;
                                passed: number;
                                stops: {
                                    reason: string;
                                    /** @description What it means and what to do, in the language of the request. */
                                    text: string;
                                    count: number;
                                    since: string | null;
                                    /** @description When the first of them goes on by itself. */
                                    until: string | null;
                                    examples: {
                                        /** Format: uuid */
                                        listingPriceId: string;
                                        /** Format: uuid */
                                        listingId: string;
                                        /** @description Null is the main price of the store. */
                                        cityId: string | null;
                                        sku: string;
                                        /** @description In the language of the request, else in Russian. */
                                        name: string;
                                    }[];
                                }[];
                            }[];
                            turn: {
                                dueNow: number;
                                dueSince: string | null;
                                nextDueAt: string | null;
                            };
                            budget: {
                                limit: number;
                                spent: number;
                                left: number;
                                freesAt: string | null;
                            };
                            day: {
                                applied: number;
                                ignored: number;
                                failed: number;
                                failures: {
                                    code: string;
                                    count: number;
                                }[];
                            };
                        }[];
                        /** @description The first thing that stops each price of the listing asked for. */
                        walks: {
                            /** Format: uuid */
                            listingPriceId: string;
                            /** Format: uuid */
                            listingId: string;
                            /** @description Null is the main price of the store. */
                            cityId: string | null;
                            sku: string;
                            /** @description In the language of the request, else in Russian. */
                            name: string;
                            /** Format: uuid */
                            storeId: string;
                            /** @enum {string} */
                            step: "product" | "sale" | "card" | "rule" | "switch" | "minimum" | "cost" | "store" | "channel" | "session" | "rest" | "hours" | "turn" | "look" | "decision" | "approval" | "budget" | "sending" | "arrival";
                            reason: string;
                            text: string;
                            since: string | null;
                            until: string | null;
                        }[];
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPricesHeld: {
        parameters: {
            query?: {
                storeId?: string;
                after?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "decisionId": "0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b15",
                     *           "listingId": "0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b13",
                     *           "productId": "0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b12",
                     *           "storeId": "0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b11",
                     *           "name": "iPhone 15 case",
                     *           "sku": "CASE-15-CLEAR",
                     *           "cityId": null,
                     *           "fromTiyn": 699000,
                     *           "toTiyn": 499000,
                     *           "minTiyn": 390000,
                     *           "reason": "undercut_rival",
                     *           "reasonText": "MobiShop went down to 4 991 ₸, step 1 ₸. Our price is 4 990 ₸.",
                     *           "waitsFor": "approval",
                     *           "decidedAt": "2026-11-21T09:20:00.000Z"
                     *         }
                     *       ],
                     *       "next": null,
                     *       "approval": 1,
                     *       "mass": 0
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            decisionId: string;
                            /** Format: uuid */
                            listingId: string;
                            /** Format: uuid */
                            productId: string;
                            /** Format: uuid */
                            storeId: string;
                            /** @description In the language of the request, else in Russian. */
                            name: string;
                            sku: string;
                            /** @description Null is the main price of the store. */
                            cityId: string | null;
                            fromTiyn: number;
                            toTiyn: number;
                            minTiyn: number | null;
                            /** @enum {string} */
                            reason: "no_minimum" | "card_unknown" | "offer_missing" | "no_rivals" | "fewer_than_n" | "rival_below_floor" | "rival_below_floor_next" | "rival_below_floor_max" | "at_ceiling" | "at_floor" | "undercut_rival" | "rival_left_raise" | "top_n_kept" | "matched_rival" | "margin_kept" | "profit_floor" | "cost_unknown" | "profit_impossible" | "climbing" | "not_alone" | "stock_low" | "schedule_shift" | "custom_price" | "custom_missing" | "friend_ahead" | "price_war" | "already_first" | "already_at_target" | "kaspi_unavailable" | "set_by_hand" | "not_sent" | "not_taken";
                            reasonText: string;
                            /**
                             * @description A word on this move, or on all moves of a store in which too many prices would move at once.
                             * @enum {string}
                             */
                            waitsFor: "approval" | "mass";
                            /** Format: date-time */
                            decidedAt: string;
                        }[];
                        next: string | null;
                        /** @description How many wait for a word of their own. */
                        approval: number;
                        /** @description How many wait for the word on their store. */
                        mass: number;
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postPricesHeldByDecisionIdAnswer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                decisionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    answer: "allow" | "refuse";
                    /** @description The price that was seen; a move that goes further by now is not allowed. */
                    seenTiyn?: number;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "decisionId": "0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b15",
                     *       "state": "proposed"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        decisionId: string;
                        /** @enum {string} */
                        state: "held" | "proposed" | "pushing" | "pending" | "applied" | "ignored" | "failed" | "unknown" | "replaced" | "rejected";
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postStoresByStoreIdMassAnswer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    answer: "allow" | "refuse";
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "moves": 612
                     *     }
                     */
                    "application/json": {
                        /** @description How many moves waited. */
                        moves: number;
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOrders: {
        parameters: {
            query?: {
                status?: string;
                storeId?: string;
                after?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b20",
                     *           "code": "790686780",
                     *           "storeId": "0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b11",
                     *           "storeName": "TechnoMart",
                     *           "status": "new",
                     *           "totalTiyn": 499000,
                     *           "deliveryKind": "KASPI_DELIVERY",
                     *           "placedAt": "2026-11-21T09:20:00.000Z",
                     *           "plannedDeliveryAt": null,
                     *           "customerId": null,
                     *           "customerName": "Aigerim S.",
                     *           "cancellationReason": null
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            /** @description The number people use. */
                            code: string;
                            /** Format: uuid */
                            storeId: string;
                            storeName: string;
                            /** @enum {string} */
                            status: "new" | "accepted" | "packed" | "handed_over" | "completed" | "cancelling" | "cancelled" | "returning" | "returned";
                            totalTiyn: number;
                            deliveryKind: string;
                            /** Format: date-time */
                            placedAt: string;
                            plannedDeliveryAt: string | null;
                            customerId: string | null;
                            /** @description Empty when the marketplace did not tell. */
                            customerName: string;
                            cancellationReason: string | null;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOrdersSummary: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "new": 3,
                     *       "accepted": 5,
                     *       "packed": 1,
                     *       "handed_over": 4,
                     *       "completed": 120,
                     *       "cancelling": 0,
                     *       "cancelled": 6,
                     *       "returning": 0,
                     *       "returned": 1
                     *     }
                     */
                    "application/json": {
                        [key: string]: number;
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOrdersById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b20",
                     *       "code": "790686780",
                     *       "storeId": "0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b11",
                     *       "storeName": "TechnoMart",
                     *       "status": "new",
                     *       "totalTiyn": 499000,
                     *       "deliveryKind": "KASPI_DELIVERY",
                     *       "placedAt": "2026-11-21T09:20:00.000Z",
                     *       "plannedDeliveryAt": null,
                     *       "customerId": null,
                     *       "customerName": "Aigerim S.",
                     *       "cancellationReason": null,
                     *       "address": "Almaty, Abay 1",
                     *       "paymentMode": "PREPAID",
                     *       "deliveryCostTiyn": 0,
                     *       "customerPhone": "+77011234567",
                     *       "lines": [
                     *         {
                     *           "name": "iPhone 15 case",
                     *           "sku": "CASE-15-CLEAR",
                     *           "quantity": 1,
                     *           "listingId": null,
                     *           "unitPriceTiyn": 499000,
                     *           "totalTiyn": 499000
                     *         }
                     *       ],
                     *       "history": [
                     *         {
                     *           "from": null,
                     *           "to": "new",
                     *           "at": "2026-11-21T09:20:00.000Z",
                     *           "by": "orders.poll"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @description The number people use. */
                        code: string;
                        /** Format: uuid */
                        storeId: string;
                        storeName: string;
                        /** @enum {string} */
                        status: "new" | "accepted" | "packed" | "handed_over" | "completed" | "cancelling" | "cancelled" | "returning" | "returned";
                        totalTiyn: number;
                        deliveryKind: string;
                        /** Format: date-time */
                        placedAt: string;
                        plannedDeliveryAt: string | null;
                        customerId: string | null;
                        /** @description Empty when the marketplace did not tell. */
                        customerName: string;
                        cancellationReason: string | null;
                        address: string | null;
                        paymentMode: string | null;
                        deliveryCostTiyn: number | null;
                        /** @description E.164; only for roles that may read customers. */
                        customerPhone: string | null;
                        lines: {
                            name: string;
                            sku: string | null;
                            quantity: number;
                            unitPriceTiyn: number;
                            totalTiyn: number;
                            listingId: string | null;
                        }[];
                        history: {
                            from: ("new" | "accepted" | "packed" | "handed_over" | "completed" | "cancelling" | "cancelled" | "returning" | "returned") | null;
                            /** @enum {string} */
                            to: "new" | "accepted" | "packed" | "handed_over" | "completed" | "cancelling" | "cancelled" | "returning" | "returned";
                            /** Format: date-time */
                            at: string;
                            by: string;
                        }[];
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postOrdersByIdAccept: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "outcome": "done",
                     *       "order": {
                     *         "id": "0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b20",
                     *         "code": "790686780",
                     *         "storeId": "0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b11",
                     *         "storeName": "TechnoMart",
                     *         "status": "accepted",
                     *         "totalTiyn": 499000,
                     *         "deliveryKind": "KASPI_DELIVERY",
                     *         "placedAt": "2026-11-21T09:20:00.000Z",
                     *         "plannedDeliveryAt": null,
                     *         "customerId": null,
                     *         "customerName": "Aigerim S.",
                     *         "cancellationReason": null
                     *       }
                     *     }
                     */
                    "application/json": {
                        /**
                         * @description `already`: it stood there; `busy`: somebody else is at it; `refused`: the marketplace did not agree.
                         * @enum {string}
                         */
                        outcome: "done" | "already" | "busy" | "refused";
                        order: {
                            /** Format: uuid */
                            id: string;
                            /** @description The number people use. */
                            code: string;
                            /** Format: uuid */
                            storeId: string;
                            storeName: string;
                            /** @enum {string} */
                            status: "new" | "accepted" | "packed" | "handed_over" | "completed" | "cancelling" | "cancelled" | "returning" | "returned";
                            totalTiyn: number;
                            deliveryKind: string;
                            /** Format: date-time */
                            placedAt: string;
                            plannedDeliveryAt: string | null;
                            customerId: string | null;
                            /** @description Empty when the marketplace did not tell. */
                            customerName: string;
                            cancellationReason: string | null;
                        };
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postOrdersByIdCancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    reason: "BUYER_CANCELLATION_BY_MERCHANT" | "BUYER_NOT_REACHABLE" | "MERCHANT_OUT_OF_STOCK";
                    comment?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "outcome": "done",
                     *       "order": {
                     *         "id": "0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b20",
                     *         "code": "790686780",
                     *         "storeId": "0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b11",
                     *         "storeName": "TechnoMart",
                     *         "status": "cancelled",
                     *         "totalTiyn": 499000,
                     *         "deliveryKind": "KASPI_DELIVERY",
                     *         "placedAt": "2026-11-21T09:20:00.000Z",
                     *         "plannedDeliveryAt": null,
                     *         "customerId": null,
                     *         "customerName": "Aigerim S.",
                     *         "cancellationReason": null
                     *       }
                     *     }
                     */
                    "application/json": {
                        /**
                         * @description `already`: it stood there; `busy`: somebody else is at it; `refused`: the marketplace did not agree.
                         * @enum {string}
                         */
                        outcome: "done" | "already" | "busy" | "refused";
                        order: {
                            /** Format: uuid */
                            id: string;
                            /** @description The number people use. */
                            code: string;
                            /** Format: uuid */
                            storeId: string;
                            storeName: string;
                            /** @enum {string} */
                            status: "new" | "accepted" | "packed" | "handed_over" | "completed" | "cancelling" | "cancelled" | "returning" | "returned";
                            totalTiyn: number;
                            deliveryKind: string;
                            /** Format: date-time */
                            placedAt: string;
                            plannedDeliveryAt: string | null;
                            customerId: string | null;
                            /** @description Empty when the marketplace did not tell. */
                            customerName: string;
                            cancellationReason: string | null;
                        };
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWhatsapp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "session": {
                     *         "sessionId": "0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b30",
                     *         "phone": "+77011234567",
                     *         "state": "ready",
                     *         "reason": null,
                     *         "at": "2026-11-21T09:20:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @description Null until somebody has connected a number. */
                        session: {
                            /** Format: uuid */
                            sessionId: string;
                            phone: string | null;
                            /** @enum {string} */
                            state: "stopped" | "starting" | "waiting_for_scan" | "waiting_for_passkey" | "syncing" | "ready" | "recovering" | "logged_out" | "restricted" | "failed";
                            reason: string | null;
                            /** Format: date-time */
                            at: string;
                        } | null;
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOrdersByIdMessages: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b30",
                     *           "event": "order_accepted",
                     *           "subjectId": "0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b20",
                     *           "channel": "whatsapp",
                     *           "text": "Your order 790686780 is accepted.",
                     *           "state": "read",
                     *           "lastError": null,
                     *           "queuedAt": "2026-11-21T09:20:00.000Z",
                     *           "sentAt": "2026-11-21T09:20:00.000Z",
                     *           "deliveredAt": "2026-11-21T09:20:00.000Z",
                     *           "readAt": "2026-11-21T09:20:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            /** @description What it is about, such as order_accepted. */
                            event: string;
                            /**
                             * Format: uuid
                             * @description The order, customer or other thing it is about.
                             */
                            subjectId: string;
                            /** @enum {string} */
                            channel: "whatsapp" | "telegram";
                            text: string | null;
                            /** @enum {string} */
                            state: "queued" | "sending" | "sent" | "delivered" | "read" | "failed" | "unknown" | "cancelled";
                            /** @description Why it waits or failed. */
                            lastError: string | null;
                            /** Format: date-time */
                            queuedAt: string;
                            sentAt: string | null;
                            deliveredAt: string | null;
                            readAt: string | null;
                        }[];
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getNewestMessages: {
        parameters: {
            query: {
                subjectIds: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "subjectId": "0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b20",
                     *           "event": "order_accepted",
                     *           "channel": "whatsapp",
                     *           "state": "read"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: {
                            /**
                             * Format: uuid
                             * @description The order, customer or other thing it is about.
                             */
                            subjectId: string;
                            /** @description What it is about, such as order_accepted. */
                            event: string;
                            /** @enum {string} */
                            channel: "whatsapp" | "telegram";
                            /** @enum {string} */
                            state: "queued" | "sending" | "sent" | "delivered" | "read" | "failed" | "unknown" | "cancelled";
                        }[];
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFailedMessages: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b30",
                     *           "event": "order_accepted",
                     *           "subjectId": "0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b20",
                     *           "channel": "whatsapp",
                     *           "text": "Your order 790686780 is accepted.",
                     *           "state": "failed",
                     *           "lastError": "not_on_whatsapp",
                     *           "queuedAt": "2026-11-21T09:20:00.000Z",
                     *           "sentAt": "2026-11-21T09:20:00.000Z",
                     *           "deliveredAt": "2026-11-21T09:20:00.000Z",
                     *           "readAt": "2026-11-21T09:20:00.000Z"
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            /** @description What it is about, such as order_accepted. */
                            event: string;
                            /**
                             * Format: uuid
                             * @description The order, customer or other thing it is about.
                             */
                            subjectId: string;
                            /** @enum {string} */
                            channel: "whatsapp" | "telegram";
                            text: string | null;
                            /** @enum {string} */
                            state: "queued" | "sending" | "sent" | "delivered" | "read" | "failed" | "unknown" | "cancelled";
                            /** @description Why it waits or failed. */
                            lastError: string | null;
                            /** Format: date-time */
                            queuedAt: string;
                            sentAt: string | null;
                            deliveredAt: string | null;
                            readAt: string | null;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postMessagesByIdResend: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    "application/json": Record<string, never>;
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStream: {
        parameters: {
            query?: never;
            header?: {
                /** @description The last event seen: what came after it is told again. */
                "last-event-id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Each event has its id, and as data a JSON object: `name`, and `ids` of what it is about. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
