internal import GatewayCore
