import * as BiometricStories from "@serenya/domain/testing/BiometricStories"
import { Layer } from "effect"
import * as DynamoUserStore from "../../src/users/DynamoUserStore.ts"
import * as LocalDynamo from "../support/LocalDynamo.ts"

LocalDynamo.suites(() => {
  const users = DynamoUserStore.layer.pipe(Layer.provide(LocalDynamo.layer))

  BiometricStories.suite("users on DynamoDB", users)
})
