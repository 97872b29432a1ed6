import { DataExportDto } from "@serenya/api/DataExportDto"
import type { DataExport } from "@serenya/domain/privacy/Exporting"
import { dataExportView } from "@serenya/handlers/http/DataExportView"
import { Schema } from "effect"

const encode = Schema.encodeSync(Schema.toCodecJson(DataExportDto))

/** The document that `GET /user/export` answers with. */
export const exportDocument = (held: DataExport): string => JSON.stringify(encode(dataExportView(held)), null, 2)
