import * as RandomIdsLaws from "@serenya/domain/testing/RandomIdsLaws"
import * as WebCryptoRandomIds from "../../src/shared/WebCryptoRandomIds.ts"

RandomIdsLaws.suite("WebCrypto", WebCryptoRandomIds.layer)
