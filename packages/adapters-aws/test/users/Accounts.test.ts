import * as BiometricStories from "@serenya/domain/testing/BiometricStories"
import * as DeviceStories from "@serenya/domain/testing/DeviceStories"
import * as LinkStories from "@serenya/domain/testing/LinkStories"
import * as NameStories from "@serenya/domain/testing/NameStories"
import { Layer } from "effect"
import * as DynamoUserStore from "../../src/users/DynamoUserStore.ts"
import * as LocalDynamo from "../support/LocalDynamo.ts"

LocalDynamo.suites(() => {
  const users = DynamoUserStore.layer.pipe(Layer.provide(LocalDynamo.layer))

  BiometricStories.suite("users on DynamoDB", users)
  LinkStories.suite("users on DynamoDB", users)
  DeviceStories.suite("users on DynamoDB", users)
  NameStories.suite("users on DynamoDB", users)
})
